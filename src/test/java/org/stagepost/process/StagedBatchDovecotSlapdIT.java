package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/** A staged batch between two Dovecots with a slapd beside each. */
@RequiresServer({"dovecot", "slapd"})
class StagedBatchDovecotSlapdIT {
    private static final int USERS = 20;

    @Test
    void provisionsForwardsAndCopiesTwentyUsersAndNobodyElse(@TempDir Path folder) throws LDAPException {
        try (StagedServers servers = new StagedServers(folder, USERS)) {
            StagepostProcess run = StagepostProcess.run(
                    BatchFiles.ENVIRONMENT,
                    "run",
                    servers.job().toString(),
                    "--home",
                    servers.files.home().toString());

            assertThat(run.exitCode()).as(run.output()).isZero();
            for (int user = 1; user <= USERS; user++) {
                assertThat(servers.targetOf(user)).isEqualTo(servers.sourceOf(user));
            }
            assertThat(StagedServers.attribute(servers.sourceDirectory, "targetAddress"))
                    .isEqualTo(servers.forwardings());
            assertThat(StagedServers.attribute(servers.targetDirectory, "msExchRecipientTypeDetails")
                            .values())
                    .hasSize(USERS)
                    .containsOnly("1");
            assertThat(StagedServers.attribute(servers.targetDirectory, "targetAddress"))
                    .isEmpty();
        }
    }
}
