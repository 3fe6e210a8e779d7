package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class AuditTest {
    private final World world = World.able();
    private final Stage stage = new Stage(world);
    private final ItemKey one = world.deliver(World.INBOX, World.mail("one"));
    private final ItemKey two = world.deliver(World.INBOX, World.mail("two"));

    /** A connection died over both items; they were copied again, by another one. */
    private FolderAccount copiedAgain() {
        FolderAccount died = stage.sending(stage.ofNow(World.INBOX), one, two);
        return stage.copied(died.with(died.state().died(world.clock.instant())), World.INBOX, one, two);
    }

    private void foreign(String text) {
        world.target.deliver(World.INBOX, MemoryItem.of(text, World.JANUARY, Marks.NONE));
    }

    @Test
    void deletesALateCopyAndExpectsNoSecondOne() {
        FolderAccount account = copiedAgain();
        stage.arrives(World.INBOX, two);

        Audit.Finding finding = stage.finding(account);

        assertThat(stage.there(World.INBOX)).isEqualTo("1 2");
        assertThat(finding.isClean()).isFalse();
        assertThat(stage.late).containsExactly(new LateCopy(World.INBOX, KeyNumber.key(3), true));
        assertThat(finding.account().state().suspects().copiesToCome()).containsOnlyKeys(one);
        assertThat(finding.account().state().tbase().position()).isEqualTo("4");
        assertThat(stage.finding(finding.account()).isClean()).isTrue();
    }

    @Test
    void deletesALateCopyThatArrivedBetweenOurs() {
        FolderAccount died = stage.sending(stage.ofNow(World.INBOX), one, two);
        FolderAccount first = stage.copied(died.with(died.state().died(world.clock.instant())), World.INBOX, one);
        stage.arrives(World.INBOX, one);
        FolderAccount account = stage.copied(first, World.INBOX, two);

        stage.audited(account);

        assertThat(stage.there(World.INBOX)).isEqualTo("1 3");
    }

    @Test
    void leavesEqualMailThatIsOneMoreThanTheDeadConnectionCanHaveSent() {
        FolderAccount account = copiedAgain();
        stage.arrives(World.INBOX, two);
        stage.arrives(World.INBOX, two);

        stage.audited(stage.audited(account));

        assertThat(stage.there(World.INBOX)).isEqualTo("1 2 4");
    }

    @Test
    void leavesEqualMailThatWasThereBefore() {
        stage.arrives(World.INBOX, two);
        FolderAccount account = copiedAgain();

        stage.audited(account);

        assertThat(stage.there(World.INBOX)).isEqualTo("1 2 3");
    }

    @Test
    void leavesMailThatDiffersInBodyOrDateOnly() {
        FolderAccount account = copiedAgain();
        String text = World.mail("two").text();
        foreign(text.replace("Text of two", "Text of twO"));
        foreign(text.replace("Subject: two", "Subject: tvo"));
        world.target.deliver(World.INBOX, MemoryItem.of(text, World.JANUARY.plusSeconds(1), Marks.NONE));

        assertThat(stage.finding(account).isClean()).isTrue();
        assertThat(stage.there(World.INBOX)).isEqualTo("1 2 3 4 5");
    }

    @Test
    void leavesTheOnlyCopyOfAnItemThatWasNotCopiedAgain() {
        FolderAccount died = stage.sending(stage.ofNow(World.INBOX), one, two);
        FolderAccount account = died.with(died.state().died(world.clock.instant()));
        stage.arrives(World.INBOX, one);

        stage.audited(account);

        assertThat(stage.there(World.INBOX)).isEqualTo("1");
    }

    @Test
    void recognisesALateCopyWhoseDateWasClampedBeforeTheOther() {
        ItemKey future = world.deliver(
                World.INBOX,
                MemoryItem.of(World.mail("x").text(), World.JANUARY.plus(Duration.ofDays(9999)), Marks.NONE));
        FolderAccount died = stage.sending(stage.ofNow(World.INBOX), future);
        MemoryItem sent = MemoryItem.of(World.mail("x").text(), world.clock.instant(), Marks.NONE);
        world.clock.sleep(Duration.ofMinutes(1));
        MemoryItem sentAgain = MemoryItem.of(World.mail("x").text(), world.clock.instant(), Marks.NONE);
        ItemKey copy = world.target.deliver(World.INBOX, sentAgain);
        FolderState state = died.state().died(world.clock.instant());
        FolderAccount account = died.with(state.withCopied(List.of(CopiedItem.keyed(future, copy, Marks.NONE))));
        world.target.deliver(World.INBOX, sent);

        stage.audited(account);

        assertThat(stage.there(World.INBOX)).isEqualTo("1");
    }

    @Test
    void onlyReportsWhatTheTargetCannotDelete() {
        world.target.with(EnumSet.complementOf(EnumSet.of(Capability.REMOVAL)));
        FolderAccount account = copiedAgain();
        stage.arrives(World.INBOX, two);

        FolderAccount after = stage.audited(stage.audited(account));

        assertThat(stage.there(World.INBOX)).isEqualTo("1 2 3");
        assertThat(stage.late).containsExactly(new LateCopy(World.INBOX, KeyNumber.key(3), false));
        assertThat(after.state().suspects().copiesToCome()).containsOnlyKeys(one);
    }

    @Test
    void isFreeWhereOnlyOurCopiesArrived() {
        FolderAccount account = copiedAgain();
        world.tap.heal();

        stage.audited(account);

        assertThat(world.tap.calls()).containsExactly("mark INBOX");
    }

    @Test
    void isFreeWhereNothingIsSuspect() {
        FolderAccount account = stage.copied(stage.ofNow(World.INBOX), World.INBOX, one);
        foreign("Subject: foreign\r\n\r\n");
        world.tap.heal();

        FolderAccount after = stage.audited(account);

        assertThat(world.tap.calls()).containsExactly("mark INBOX");
        assertThat(after.state().tbase().position()).isEqualTo("3");
    }

    @ParameterizedTest(name = "{0} s after the crash, late copy: {1}: {2} suspects")
    @CsvSource({"599, false, 2", "600, false, 0", "600, true, 1"})
    void aCleanAuditClearsSuspectsTenMinutesAfterTheCrash(long seconds, boolean late, int suspects) {
        FolderAccount account = copiedAgain();
        world.clock.sleep(Duration.ofSeconds(seconds));
        if (late) {
            stage.arrives(World.INBOX, one);
        }

        FolderAccount after = stage.audited(account);

        assertThat(after.state().suspects().copiesToCome()).hasSize(suspects);
    }

    @Test
    void aRebuiltTargetBeginsAgain() {
        FolderAccount account = copiedAgain();
        world.target.rebuild(World.INBOX);

        assertThatThrownBy(() -> stage.audited(account))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FOLDER_REBUILT));
    }
}
