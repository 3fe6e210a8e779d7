package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;
import org.stagepost.testing.TestStores;

/** The database is restarted while a batch runs. */
@Tag("postgresql")
class LostStoreTest {
    @Test
    void theRunEndsAndTheNextOneGoesOn(@TempDir Path folder) {
        MemoryServers servers;
        try (JobWorld world = new JobWorld(folder)) {
            servers = world.servers;
            world.seed("ann", 600);
            world.seed("bob", 600);
            world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,x", "bob@example.test,bob,x");
            Path job = world.imapJob();
            AtomicBoolean once = new AtomicBoolean();

            assertThatThrownBy(() -> world.runner.run(job, new SilentListener() {
                        @Override
                        public void committed(UserId id, FolderPath path, long items, long sizeBytes) {
                            if (once.compareAndSet(false, true)) {
                                TestStores.disconnectAll();
                            }
                        }
                    }))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNUSABLE));
            assertThat(once).isTrue();
        }

        try (JobWorld world = new JobWorld(folder, servers)) {
            assertThat(world.runner.recover()).containsExactly(JobWorld.BATCH);
            RunResult result = world.runner.start(JobWorld.BATCH, new SilentListener());

            assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
            for (String user : new String[] {"ann", "bob"}) {
                assertThat(JobWorld.contents(world.servers.target(user + "@example.test")))
                        .isEqualTo(JobWorld.contents(world.servers.source(user)));
            }
        }
    }
}
