package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;

/** Runs, and stops of them at any moment from elsewhere, one after the other. Size: {@code campaign.races}. */
@Tag("store")
class StopRacesTest {
    private static final int RACES = Integer.getInteger("campaign.races", 15);
    private static final int USERS = 12;

    private final Random random = new Random(Long.getLong("campaign.seed", 20_260_101L));

    @Test
    void whateverIsStoppedWheneverGoesOnWithTheNextRun(@TempDir Path folder) throws Exception {
        try (JobWorld world = new JobWorld(folder)) {
            Path job = seeded(world);
            int stopped = 0;
            for (int race = 0; race < RACES; race++) {
                stopped += race(world, job) == ExitCode.STOPPED ? 1 : 0;
                assertThat(world.unfinished()).as("after race " + race).isEmpty();
            }

            RunResult last = world.reopened().run(job);

            assertThat(last.exitCode()).as(last.message()).isEqualTo(ExitCode.SUCCESS);
            assertThat(stopped).isPositive();
            for (int user = 0; user < USERS; user++) {
                assertThat(JobWorld.contents(world.servers.target("user" + user + "@example.test")))
                        .isEqualTo(JobWorld.contents(world.servers.source("user" + user)));
            }
        }
    }

    private ExitCode race(JobWorld world, Path job) throws InterruptedException, ExecutionException {
        world.reopened();
        try (RequestDesk desk = RequestDesk.open(world.requests, world.runner, name -> new SilentListener())) {
            RunListener stopper = stoppingAt(world, random.nextInt(30), random.nextBoolean());
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> world.runner.run(job, stopper));
            if (random.nextBoolean()) {
                Thread.sleep(random.nextInt(400));
                world.requests.ask(JobWorld.BATCH, RequestKind.START, null); // refused, or runs after the other
            }
            RunResult result = run.get();
            assertThat(List.of(ExitCode.STOPPED, ExitCode.SUCCESS))
                    .as(result.message())
                    .contains(result.exitCode());
            return result.exitCode();
        }
    }

    /** Asks for a stop at so many events of the run: at once, or as another process does. */
    private static RunListener stoppingAt(JobWorld world, int event, boolean atOnce) {
        AtomicInteger events = new AtomicInteger();
        Runnable heard = () -> {
            if (events.getAndIncrement() != event) {
                return;
            }
            if (atOnce) {
                world.runner.stop(JobWorld.BATCH);
            } else {
                world.requests.ask(JobWorld.BATCH, RequestKind.STOP, null);
            }
        };
        return new SilentListener() {
            @Override
            public void stepStarted(String step) {
                heard.run();
            }

            @Override
            public void userStarted(UserId id, EmailAddress address) {
                heard.run();
            }

            @Override
            public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
                heard.run();
            }
        };
    }

    private static Path seeded(JobWorld world) {
        StringBuilder csv = new StringBuilder("EmailAddress,UserName,Password");
        for (int user = 0; user < USERS; user++) {
            world.seed("user" + user, 40);
            csv.append("\r\nuser%1$d@example.test,user%1$d,x".formatted(user));
        }
        world.csv(csv.toString());
        return world.imapJob("maxConcurrentMigrations: 4");
    }
}
