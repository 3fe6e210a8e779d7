package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/** A target whose mail server asks the directory who has a mailbox: nobody has one before the conversion. */
@RequiresServer({"dovecot", "slapd"})
class MailboxesByTypeDovecotSlapdIT {
    private static final int USERS = 3;

    @Test
    void mailboxesOpenOnceTheyAreConvertedAndAreCopiedAndCompleted(@TempDir Path folder) throws LDAPException {
        try (StagedServers servers = StagedServers.withMailboxesByType(folder, USERS)) {
            String home = servers.files.home().toString();
            assertThatThrownBy(() -> login(servers, "user01*master", "masterpw"));

            StagepostProcess run = StagepostProcess.run(
                    BatchFiles.ENVIRONMENT, "run", servers.job().toString(), "--home", home);

            assertThat(run.exitCode()).as(run.output()).isZero();
            for (int user = 1; user <= USERS; user++) {
                String name = "user0" + user;
                assertThat(MailboxSnapshot.of(servers.target.port(), name, "First-Word-" + user))
                        .isEqualTo(servers.sourceOf(user));
            }
            assertThatThrownBy(() -> login(servers, "user01", "secret"));

            StagepostProcess complete =
                    StagepostProcess.run(BatchFiles.ENVIRONMENT, "batch", "complete", "wave-1", "--home", home);
            assertThat(complete.exitCode()).as(complete.output()).isZero();
            StagepostProcess list =
                    StagepostProcess.run(BatchFiles.ENVIRONMENT, "user", "list", "wave-1", "--home", home, "--json");
            assertThat(list.output().split("\"Completed\"", -1)).hasSize(USERS + 1);
            assertThat(StagedServers.attribute(servers.sourceDirectory, "targetAddress"))
                    .isEqualTo(servers.forwardings());
        }
    }

    private static void login(StagedServers servers, String user, String password) {
        MailboxSnapshot.of(servers.target.port(), user, password);
    }
}
