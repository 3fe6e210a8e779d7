package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.directory.RecipientType;
import org.stagepost.migration.StatusSummary;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

/** A stop while somebody is to sign in for the mailboxes. */
@Tag("store")
class SignInStopTest {
    @Test
    void whoWaitsForASignInIsStoppedAndHasNotFailed(@TempDir Path folder) {
        try (JobWorld world = new JobWorld(folder)) {
            world.seed("ann@example.test", 3);
            world.csv("EmailAddress", "ann@example.test");
            Path job = world.write("wave-1.yml", """
                    name: wave-1
                    type: imap
                    csv: users.csv
                    source: { endpoint: old-mail }
                    target: { endpoint: new-mail }
                    endpoints:
                      - { name: old-mail, kind: imap, host: old.example.test, login: { oauth: { grant: device-code,
                          tokenUrl: "https://login.example.test/t", deviceUrl: "https://login.example.test/d", clientId: x } } }
                      - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                    """);
            world.tokens = (grant, mailbox, halted) -> () -> {
                assertThat(halted.getAsBoolean()).isFalse();
                world.runner.stop();
                assertThat(halted.getAsBoolean()).isTrue();
                throw new MigrationException(FailureCode.STOPPED, "stopped while waiting for an access token");
            };

            RunResult stopped = world.run(job);

            assertThat(stopped.exitCode()).as(stopped.message()).isEqualTo(ExitCode.STOPPED);
            assertThat(world.ledger.users(JobWorld.BATCH))
                    .singleElement()
                    .satisfies(user -> assertThat(user.status().summary()).isEqualTo(StatusSummary.STOPPED));

            world.tokens = (grant, mailbox, halted) -> () -> Secret.of("token");
            RunResult last = world.reopened().run(job);
            assertThat(last.exitCode()).as(last.message()).isEqualTo(ExitCode.SUCCESS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailboxes are ready", "has finished"})
    void aMailWhoseSignInIsStoppedIsSentByTheNextRun(String subject, @TempDir Path folder) {
        try (JobWorld world = new JobWorld(folder)) {
            world.seed("ann@example.test", 3);
            world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "", "ann@example.test");
            world.targetDirectory.add(
                    "ann",
                    RecipientType.MAIL_USER,
                    "SMTP:ann@example.test",
                    "ann@example.test",
                    "ann@new.example.test");
            world.csv("EmailAddress,Password,ForceChangePassword", "ann@example.test,,");
            Path job = world.stagedJob();
            world.relay = (mail, taken) -> {
                if (mail.subject().endsWith(subject)) {
                    world.runner.stop();
                    throw new MigrationException(FailureCode.STOPPED, "stopped while waiting for an access token");
                }
            };

            RunResult stopped = world.run(job);

            assertThat(stopped.exitCode()).as(stopped.message()).isEqualTo(ExitCode.STOPPED);
            assertThat(stopped.message()).contains(subject + "\" is sent when the batch goes on");

            world.relay = (mail, taken) -> world.mails.add(mail);
            RunResult last = world.reopened().run(job);
            assertThat(last.exitCode()).as(last.message()).isEqualTo(ExitCode.SUCCESS);
            assertThat(world.mails)
                    .extracting(OutgoingMail::subject)
                    .filteredOn(sent -> sent.endsWith(subject))
                    .hasSize(1);
        }
    }
}
