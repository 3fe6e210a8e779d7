package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.sandbox.Sandbox;

/** Settings of the demo's batch that are changed after its run. */
class SetSandboxTest {
    @Test
    void whatWasSetIsShownAndWhomItDoesNotReachIsSaid(@TempDir Path folder) throws IOException {
        String home = folder.resolve("home").toString();
        InThisProcess stagepost = new InThisProcess();
        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            stagepost.execute("run", sandbox.jobFile().toString(), "--home", home);
            assertThat(stagepost.execute("batch", "show", "demo", "--home", home))
                    .isZero();
            assertThat(stagepost.output()).doesNotContain("which beat the job file");
            assertThat(stagepost.execute(
                            "batch",
                            "set",
                            "demo",
                            "maxConcurrentMigrations=3",
                            "forwarding=after-sync",
                            "--home",
                            home))
                    .as(stagepost.output())
                    .isZero();
            assertThat(stagepost.output())
                    .contains("demo: users that are forwarded already, and stay so as they are: 9 (");
            stagepost.execute("batch", "show", "demo", "--home", home);
            assertThat(stagepost.output())
                    .contains("Settings of batch set, which beat the job file:\n"
                            + "  forwarding = after-sync\n  maxConcurrentMigrations = 3\n");
            InThisProcess next = new InThisProcess();
            next.execute("batch", "set", "demo", "maxConcurrentMigrations=4", "--home", home);
            assertThat(next.output()).doesNotContain("forwarded already");
            next.execute("batch", "show", "demo", "--json", "--home", home);
            assertThat(next.output()).contains("\"maxConcurrentMigrations\" : \"4\"");
        }
    }
}
