package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.testing.RequiresServer;

/** The worst case behind a fence: the first slice of a dead process lands when the next one is at work already. */
@Tag("campaign")
@RequiresServer("dovecot")
class LateSliceDovecotIT {
    private MailServer dovecot;
    private String source;
    private String target;

    @BeforeEach
    void fill() {
        dovecot = MailServer.dovecot(4);
        source = dovecot.freshUser();
        target = dovecot.freshUser();
        // without keywords nothing makes the client wait for the server in the middle of a slice
        List<TestMail> mails = new Corpus("late", Campaign.seed())
                .mails(60).stream()
                        .filter(mail -> !mail.flags().matches(".*[$u].*"))
                        .toList();
        dovecot.fill(source, "INBOX", mails);
    }

    @AfterEach
    void stop() {
        dovecot.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotSentAgain(boolean stateIsLost) throws InterruptedException {
        LateSlice lateSlice = new LateSlice();
        Path folder = Campaign.temporaryFolder("late");
        try (FaultProxy proxy = new FaultProxy(dovecot.port(), lateSlice::next)) {
            Batch batch = new Batch(folder, dovecot.port(), proxy.port(), List.of(List.of(source, target)), 1);
            Program first = batch.start();
            lateSlice.threaten(first);
            first.exitCode();
            if (stateIsLost) {
                Batch.delete(batch.home());
            }

            Batch.Outcome next = batch.run();

            assertThat(next.exitCode()).as(next.output()).isZero();
            Thread.sleep(3_000);
            Verdict verdict = Verdict.of(dovecot.snapshot(source), dovecot.snapshot(target));
            Campaign.tell("late slice, state " + (stateIsLost ? "lost" : "kept") + ": " + verdict.expected()
                    + " messages, lost " + verdict.lost() + ", duplicated " + verdict.duplicated());
            assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        } finally {
            Batch.delete(folder);
        }
    }
}
