package org.stagepost.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;

class RunProgressTest {
    private static final UserId ANN = new UserId(0);
    private static final UserId BOB = new UserId(1);
    private static final EmailAddress ADDRESS = new EmailAddress("ann@contoso.test");

    private final HandClock clock = new HandClock();
    private final RunProgress progress = new RunProgress(clock);

    @Test
    void addsUpPerMailboxAndInTotal() {
        progress.userStarted(ANN, ADDRESS);
        progress.userStarted(BOB, new EmailAddress("bob@contoso.test"));
        progress.planned(ANN, new Amount(10, 1000));
        progress.planned(ANN, new Amount(5, 500));
        progress.planned(BOB, new Amount(1, 100));
        progress.committed(ANN, FolderPath.of("INBOX", "a/b"), new Amount(4, 400));

        Snapshot now = progress.snapshot();

        assertThat(now.work().known()).isEqualTo(new Amount(16, 1600));
        assertThat(now.work().done()).isEqualTo(new Amount(4, 400));
        assertThat(now.active())
                .extracting(MailboxProgress::address)
                .containsExactly("ann@contoso.test", "bob@contoso.test");
        assertThat(now.active().get(0).folder()).isEqualTo("INBOX/a\\/b");
        assertThat(now.active().get(0).work().known()).isEqualTo(new Amount(15, 1500));
        assertThat(now.active().get(1).work().done()).isEqualTo(Amount.NOTHING);
    }

    @Test
    void usersAreCountedOnceHoweverOftenTheyEnd() {
        progress.imported(3);
        progress.userStarted(ANN, ADDRESS);
        progress.userEnded(ANN, MigrationUserStatus.QUEUED);
        progress.userStarted(ANN, ADDRESS);
        progress.userEnded(ANN, MigrationUserStatus.FAILED);
        progress.userStarted(ANN, ADDRESS);
        progress.userEnded(ANN, MigrationUserStatus.SYNCED);
        progress.userEnded(BOB, MigrationUserStatus.STOPPED);

        assertThat(progress.snapshot().users()).isEqualTo(new Users(3, 1, 0, 1, 0));
        assertThat(progress.snapshot().active()).isEmpty();
    }

    @Test
    void userWhoStartsAgainHasNotEnded() {
        progress.userEnded(ANN, MigrationUserStatus.FAILED);
        progress.userStarted(ANN, ADDRESS);

        assertThat(progress.snapshot().users().failed()).isZero();
    }

    @Test
    void speedIsThatOfTheLastSeconds() {
        progress.userStarted(ANN, ADDRESS);
        for (int second = 0; second < 60; second++) {
            clock.pass(Duration.ofSeconds(1));
            long bytes = second < 30 ? 1000 : 5000;
            progress.committed(ANN, FolderPath.INBOX, new Amount(1, bytes));
            progress.snapshot();
        }

        Snapshot now = progress.snapshot();

        assertThat(now.work().perSecond()).isEqualTo(new Amount(1, 5000));
        assertThat(now.active().get(0).work().perSecond()).isEqualTo(new Amount(1, 5000));
    }

    @Test
    void standstillIsNoSpeed() {
        progress.userStarted(ANN, ADDRESS);
        progress.committed(ANN, FolderPath.INBOX, new Amount(1, 1000));
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofSeconds(15));
            progress.snapshot();
        }

        assertThat(progress.snapshot().work().perSecond()).isEqualTo(Amount.NOTHING);
    }

    @Test
    void whatIsLeftCountsMailboxesThatNobodyLookedAtYet() {
        progress.imported(4);
        progress.userStarted(ANN, ADDRESS);
        progress.planned(ANN, new Amount(100, 100_000));
        clock.pass(Duration.ofSeconds(10));
        progress.committed(ANN, FolderPath.INBOX, new Amount(50, 50_000));

        assertThat(progress.snapshot().left()).contains(Duration.ofSeconds(350_000 / 5_000));
    }

    @Test
    void nothingIsForetoldTooEarly() {
        progress.imported(1);
        progress.userStarted(ANN, ADDRESS);
        progress.planned(ANN, new Amount(100, 100_000));
        clock.pass(Duration.ofSeconds(2));
        progress.committed(ANN, FolderPath.INBOX, new Amount(50, 50_000));

        assertThat(progress.snapshot().left()).isEmpty();
    }

    @Test
    void stoppingIsNewOnce() {
        assertThat(progress.stopping()).isTrue();
        assertThat(progress.stopping()).isFalse();
        assertThat(progress.snapshot().stopping()).isTrue();
    }
}
