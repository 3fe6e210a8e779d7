package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.job.RunListener;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;

class MeteredRunTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BatchMeters meters = new BatchMeters(registry, new BatchName("wave-1"), Clock.systemUTC());
    private final List<String> heard = new ArrayList<>();
    private final RunListener run = new MeteredRun(meters, recorder());

    private RunListener recorder() {
        return (RunListener) Proxy.newProxyInstance(
                RunListener.class.getClassLoader(), new Class<?>[] {RunListener.class}, (proxy, method, values) -> {
                    heard.add(method.getName());
                    return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
                });
    }

    @Test
    void everythingIsToldOn() throws ReflectiveOperationException {
        for (Method method : RunListener.class.getMethods()) {
            assertThat(MeteredRun.class
                            .getDeclaredMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as("MeteredRun tells %s on", method.getName())
                    .isEqualTo(MeteredRun.class);
        }

        run.stepStarted("initialSync");
        run.slowedDown("a pause");
        run.userFailed(new UserId(7), address(), FailureCode.MAILBOX_BUSY, "why");

        assertThat(run.isAwaited()).isTrue();
        assertThat(heard).containsExactly("stepStarted", "slowedDown", "userFailed", "isAwaited");
    }

    @Test
    void countsItemsAndMailboxesThatAreBeingCopied() {
        run.userStarted(new UserId(7), address());
        run.userStarted(new UserId(8), address());
        run.committed(new UserId(7), FolderPath.INBOX, 3, 300);
        run.userEnded(new UserId(7), address(), MigrationUserStatus.SYNCED, "");
        run.userEnded(new UserId(9), address(), MigrationUserStatus.FAILED, "never began");

        assertThat(registry.get("stagepost.items")
                        .tag("side", "target")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("stagepost.bytes")
                        .tag("side", "target")
                        .counter()
                        .count())
                .isEqualTo(300);
        assertThat(registry.get("stagepost.items.per.second").gauge().value()).isEqualTo(3 / 60.0);
        assertThat(registry.get("stagepost.active.mailboxes").gauge().value()).isEqualTo(1);
    }

    @Test
    void failuresAreToldApartByWhatFailed() {
        run.userFailed(new UserId(7), address(), FailureCode.CREDENTIALS_REFUSED, "why");
        run.userFailed(new UserId(7), address(), FailureCode.CREDENTIALS_REFUSED, "why");
        run.runFailed(FailureCode.ENDPOINT_UNREACHABLE);
        run.meters().skipped(FailureCode.ITEM_TOO_LARGE);

        assertThat(failures("user", "CREDENTIALS_REFUSED")).isEqualTo(2);
        assertThat(failures("batch", "ENDPOINT_UNREACHABLE")).isEqualTo(1);
        assertThat(failures("item", "ITEM_TOO_LARGE")).isEqualTo(1);
    }

    private double failures(String what, String code) {
        return registry.get("stagepost.failures")
                .tags("what", what, "code", code)
                .counter()
                .count();
    }

    @Test
    void aForgottenBatchLeavesNoMeters() {
        run.userFailed(new UserId(7), address(), FailureCode.MAILBOX_BUSY, "why");
        assertThat(registry.getMeters()).isNotEmpty();

        meters.forget();

        assertThat(registry.getMeters()).isEmpty();
    }

    private static EmailAddress address() {
        return EmailAddress.parse("ann@example.test").orElseThrow();
    }
}
