package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.EmailAddress;
import org.stagepost.sandbox.Sandbox;

/** Validation of the demo's batch, with its directories and mail servers. */
class ValidateSandboxTest {
    @Test
    void tellsWhoWouldFailAndTouchesNobody(@TempDir Path folder) throws IOException {
        String home = folder.resolve("home").toString();
        InThisProcess stagepost = new InThisProcess();
        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            assertThat(stagepost.execute("batch", "create", sandbox.jobFile().toString(), "--home", home))
                    .as(stagepost.output())
                    .isZero();

            int exit = stagepost.execute("batch", "start", "demo", "--validate-only", "--home", home);

            assertThat(exit).as(stagepost.output()).isEqualTo(3);
            assertThat(stagepost.output())
                    .contains("9 users fine, 1 user would fail")
                    .containsPattern(Sandbox.unknownUser() + " +FAILED +USER_NOT_FOUND: no entry with the address ");
            for (EmailAddress user : Sandbox.users()) {
                assertThat(sandbox.newMailbox(user)).isEmpty();
                assertThat(sandbox.forwarding(user)).isEmpty();
            }
            assertThat(sandbox.mails()).isEmpty();
            assertThat(stagepost.execute("batch", "show", "demo", "--home", home))
                    .isZero();
            assertThat(stagepost.output()).contains("Created").doesNotContain("Synced");
        }
    }
}
