package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;

/** A manager whose store does not answer when it asks what has ended. */
@Tag("postgresql")
@Timeout(120)
class RemoteLooksTest {
    private final JobWorld world;
    private final MemoryDispatch broker = new MemoryDispatch();
    private final List<String> told = new CopyOnWriteArrayList<>();

    RemoteLooksTest(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 20);
        world.csv("users.csv", List.of("EmailAddress,UserName,Password", "ann@example.test,ann,canary-ann"));
        broker.worker("mover", world.workerRooms, 1);
    }

    @AfterEach
    void close() {
        broker.close();
        world.close();
    }

    @Test
    void aLookThatFailsThreeTimesRunningIsDoneAgain() {
        AtomicInteger looks = new AtomicInteger();

        RunResult result = run(failing("ended", looks, RemoteRun.FAILED_LOOKS));

        assertThat(looks).hasValueGreaterThan(RemoteRun.FAILED_LOOKS);
        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        List<String> copied = JobWorld.contents(world.servers.target("ann@example.test"));
        assertThat(copied).hasSize(40);
        assertThat(new HashSet<>(copied)).hasSameSizeAs(copied);
    }

    @Test
    void whatWasToldBeforeTheStoreFailedIsToldOnce() {
        AtomicInteger looks = new AtomicInteger();

        RunResult result = run(failing("forget", looks, 1));

        assertThat(looks).hasValueGreaterThan(1);
        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(told).containsExactly("ann@example.test SYNCED");
    }

    @Test
    void aStoreThatIsGoneForGoodFailsTheRun() {
        AtomicInteger looks = new AtomicInteger();

        RunResult result = run(failing("ended", looks, Integer.MAX_VALUE));

        assertThat(looks).hasValue(RemoteRun.FAILED_LOOKS + 1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(result.message()).contains("the connection was lost");
    }

    private RunResult run(PartitionBoard board) {
        return world.manager(broker, board).run(world.imapJob(), new SilentListener() {
            @Override
            public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
                told.add(address + " " + status);
            }
        });
    }

    /** @param step of a look, which fails so many times before it is done */
    private PartitionBoard failing(String step, AtomicInteger looks, int times) {
        return (PartitionBoard) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PartitionBoard.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(step) && looks.getAndIncrement() < times) {
                        throw new MigrationException(FailureCode.STORE_UNUSABLE, "the connection was lost");
                    }
                    try {
                        return method.invoke(world.board, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
