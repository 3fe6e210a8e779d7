package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.MigrationException;

class RecoveryTest {
    private static final Marks SEEN = new Marks(Set.of(Marks.Flag.SEEN), Set.of());

    private final World world = World.able();
    private final Instant begin = world.clock.instant();
    private final Stage stage = new Stage(world);

    private ItemKey mail(String subject) {
        return world.deliver(World.INBOX, World.mail(subject));
    }

    private Duration waited() {
        return Duration.between(begin, world.clock.instant());
    }

    @Test
    void copiesThatLandLateInSeveralFoldersAreAwaitedOnceAndAdopted() {
        world.source.folder(World.WORK);
        world.target.folder(World.WORK);
        ItemKey one = mail("one");
        ItemKey two = mail("two");
        ItemKey work = world.deliver(World.WORK, World.mail("work"));
        FolderAccount inbox = stage.sending(stage.ofNow(World.INBOX), one, two);
        FolderAccount archive = stage.sending(stage.ofNow(World.WORK), work);
        List<OpenedFolder> folders = List.of(stage.opened(World.INBOX, inbox), stage.opened(World.WORK, archive));
        onceAfter(Duration.ofSeconds(1), "mark INBOX", () -> stage.arrives(World.INBOX, one));
        onceAfter(Duration.ofMillis(1500), "mark Work", () -> stage.arrives(World.WORK, work));

        List<FolderAccount> accounts = Recovery.recover(stage.session, folders, false);

        assertThat(Stage.pairs(accounts.get(0), 2)).isEqualTo("1>1");
        assertThat(Stage.pairs(accounts.get(1), 2)).isEqualTo("1>1");
        assertThat(waited()).isEqualTo(Duration.ofMillis(1500).plus(Fence.SILENCE));
        assertThat(accounts.get(0).state().suspects().copiesToCome()).containsOnlyKeys(two);
        assertThat(accounts.get(1).state().suspects().isNone()).isTrue();
        assertThat(accounts).allMatch(account -> account.state().intents().isEmpty());
    }

    private void onceAfter(Duration delay, String call, Runnable event) {
        boolean[] done = {false};
        world.tap.onCall(call, () -> {
            if (!done[0] && waited().compareTo(delay) >= 0) {
                done[0] = true;
                event.run();
            }
        });
    }

    @Test
    void whatWasDecidedBeforeTheConnectionDiedIsNotSuspect() {
        ItemKey one = mail("one");
        ItemKey two = mail("two");
        FolderAccount known = stage.sending(stage.ofNow(World.INBOX), one, two);

        FolderAccount account = stage.recovered(World.INBOX, stage.copied(known, World.INBOX, one));

        assertThat(account.state().suspects().copiesToCome()).containsOnlyKeys(two);
    }

    @Test
    void anEmptyTargetWithoutStateIsAwaitedAndWhatLandsLateIsAdopted() {
        ItemKey one = mail("one");
        onceAfter(Duration.ofSeconds(1), "mark INBOX", () -> stage.arrives(World.INBOX, one));

        FolderAccount account = stage.recovered(World.INBOX, FolderAccount.UNKNOWN);

        assertThat(Stage.pairs(account, 1)).isEqualTo("1>1");
        assertThat(waited()).isEqualTo(Duration.ofSeconds(1).plus(Fence.SILENCE));
    }

    @ParameterizedTest(name = "sent to before: {0}, source: {1}, target: {2}: waits {3}")
    @CsvSource({
        "no,    3, 0, false",
        "no,    3, 1, true",
        "maybe, 3, 0, true",
        "maybe, 0, 0, false",
        "maybe, 0, 1, true",
    })
    void withoutStateOnlyWhatCanStillArriveTwiceIsAwaited(String sentBefore, int source, int target, boolean waits) {
        for (int i = 0; i < source; i++) {
            mail("mail " + i);
        }
        for (int i = 0; i < target; i++) {
            world.target.deliver(World.INBOX, World.mail("foreign"));
        }
        OpenedFolder opened = stage.opened(World.INBOX, FolderAccount.UNKNOWN);

        Recovery.recover(stage.session, List.of(opened), sentBefore.equals("no"));

        assertThat(waited()).isEqualTo(waits ? Fence.SILENCE : Duration.ZERO);
    }

    @Test
    void aTargetThatAnotherToolFilledIsAwaitedAndAdopted() {
        ItemKey one = mail("one");
        mail("two");
        ItemKey three = mail("three");
        world.target.deliver(World.INBOX, World.mail("foreign"));
        stage.arrives(World.INBOX, three);
        stage.arrives(World.INBOX, one);

        FolderAccount account = stage.recovered(World.INBOX, FolderAccount.UNKNOWN);

        assertThat(Stage.pairs(account, 3)).isEqualTo("1>3 3>2");
        assertThat(account.tally().adopted()).isEqualTo(2);
        assertThat(waited()).isEqualTo(Fence.SILENCE);
    }

    @Test
    void whatADeadConnectionHadSentCountsAsCopiedWithItsSize() {
        ItemKey one = mail("one");
        FolderAccount known = stage.sending(stage.ofNow(World.INBOX), one);
        stage.arrives(World.INBOX, one);

        FolderTally tally = stage.recovered(World.INBOX, known).tally();

        assertThat(tally.copied()).isEqualTo(1);
        assertThat(tally.adopted()).isZero();
        assertThat(tally.bytesCopied()).isPositive();
    }

    @Test
    void aSourceThatWasRebuiltIsMatchedAgain() {
        FolderAccount known = stage.copied(stage.ofNow(World.INBOX), World.INBOX, mail("one"), mail("two"));
        world.source.expunge(World.INBOX, KeyNumber.key(1));
        mail("three");
        world.source.rebuild(World.INBOX);

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(Stage.pairs(account, 3)).isEqualTo("1>2");
        assertThat(account.state().source())
                .isEqualTo(world.source.source().list(World.INBOX).await().status());
    }

    @Test
    void aTargetThatWasRebuiltIsMatchedAgainAndItsMarksAreRemembered() {
        ItemKey one = mail("one");
        FolderAccount known = stage.copied(stage.ofNow(World.INBOX), World.INBOX, one, mail("two"));
        world.target.expunge(World.INBOX, KeyNumber.key(1));
        world.source.mark(World.INBOX, KeyNumber.key(2), SEEN);
        world.target.rebuild(World.INBOX);

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(Stage.pairs(account, 2)).isEqualTo("2>1");
        assertThat(account.state().copied().find(KeyNumber.key(2)).orElseThrow().marks())
                .isEqualTo(Marks.NONE);
    }

    @Test
    void bothSidesRebuiltWithSlicesOnTheirWayAreAwaited() {
        ItemKey one = mail("one");
        FolderAccount known = stage.sending(stage.ofNow(World.INBOX), one);
        world.source.rebuild(World.INBOX);
        world.target.rebuild(World.INBOX);
        onceAfter(Duration.ofSeconds(1), "mark INBOX", () -> stage.arrives(World.INBOX, KeyNumber.key(1)));

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(Stage.pairs(account, 1)).isEqualTo("1>1");
    }

    @ParameterizedTest(name = "source: {0}")
    @CsvSource({"true", "false"})
    void aServerThatWasRestoredFromAnOldBackupIsMatchedAgain(boolean source) {
        ItemKey one = mail("one");
        FolderAccount known = stage.copied(stage.ofNow(World.INBOX), World.INBOX, one);
        FolderState state = known.state();
        FolderStatus later = new FolderStatus(state.source().identity(), "99", 1, "", "");
        FolderAccount restored = known.with(
                source
                        ? state.withSource(later)
                        : state.withTbase(new FolderMark(state.tbase().identity(), "99")));

        FolderAccount account = stage.recovered(World.INBOX, restored);

        assertThat(account.tally().adopted()).isEqualTo(1);
        assertThat(account.state().tbase().position()).isEqualTo("2");
    }

    @Test
    void aStateThatWasSetBackFindsItsLaterCopies() {
        ItemKey one = mail("one");
        ItemKey two = mail("two");
        ItemKey three = mail("three");
        FolderAccount old = stage.copied(stage.ofNow(World.INBOX), World.INBOX, one);
        FolderAccount backup = old.with(old.state().advanced());
        stage.arrives(World.INBOX, two);
        world.target.deliver(World.INBOX, World.mail("foreign"));

        FolderAccount account = stage.recovered(World.INBOX, backup);

        assertThat(Stage.pairs(account, 3)).isEqualTo("1>1 2>2");
        assertThat(account.state().isDecided(three)).isFalse();
        assertThat(stage.there(World.INBOX)).isEqualTo("1 2 3");
    }

    @Test
    void aRebuiltSourceWithSuspectsIsAwaitedEvenIfTheTargetIsEmpty() {
        FolderAccount sent = stage.sending(stage.ofNow(World.INBOX), mail("one"));
        FolderAccount known = sent.with(sent.state().died(world.clock.instant()));
        world.source.rebuild(World.INBOX);
        onceAfter(Duration.ofSeconds(1), "mark INBOX", () -> stage.arrives(World.INBOX, KeyNumber.key(1)));

        assertThat(Stage.pairs(stage.recovered(World.INBOX, known), 1)).isEqualTo("1>1");
    }

    @Test
    void aCopyIsRecognisedThoughItsDateWasTheFutureWhenItWasSent() {
        MemoryItem item = World.mail("one");
        ItemKey key = world.deliver(
                World.INBOX, MemoryItem.of(item.text(), world.clock.instant().plusSeconds(30), Marks.NONE));
        FolderAccount known = stage.sending(stage.ofNow(World.INBOX), key);
        world.target.deliver(World.INBOX, MemoryItem.of(item.text(), world.clock.instant(), Marks.NONE));
        world.clock.sleep(Duration.ofMinutes(1));

        assertThat(Stage.pairs(stage.recovered(World.INBOX, known), 1)).isEqualTo("1>1");
    }

    @Test
    void aCopyIsAdoptedOnceThoughMuchElseHasArrived() {
        ItemKey one = mail("the same");
        ItemKey two = mail("the same");
        FolderAccount known = stage.copied(stage.ofNow(World.INBOX), World.INBOX, one);
        for (int i = 0; i < 1001; i++) {
            world.target.deliver(World.INBOX, World.mail("foreign " + i));
        }

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(account.state().isDecided(two)).isFalse();
        assertThat(world.tap.calls()).contains("since INBOX");
    }

    /** Bodies of equal length. */
    private static MemoryItem alike(String header, String body) {
        return MemoryItem.of(header + "\r\n" + body, World.JANUARY, Marks.NONE);
    }

    @ParameterizedTest(name = "header \"{0}\", source {1}, target {2}")
    @CsvSource({
        "Subject: a, x y,   y,     2>1",
        "Subject: a, x y,   y x,   1>2 2>1",
        "Subject: a, x x y, x,     1>1",
        "Subject: a, x,     y x,   1>2",
        "Subject: a, x,     y z,   ''",
        "Subject: a, x y,   x x,   1>1",
        "Subject: a, x,     x,     1>1",
        "'',         x,     y,     ''",
        "'',         x,     x,     1>1",
        "'',         x x,   x x,   1>1 2>2",
    })
    void bodiesDecideWhereFingerprintsAreEqual(String header, String source, String target, String pairs) {
        String line = header.isEmpty() ? "" : header + "\r\n";
        for (String body : source.split(" ")) {
            world.deliver(World.INBOX, alike(line, body));
        }
        for (String body : target.split(" ")) {
            world.target.deliver(World.INBOX, alike(line, body));
        }

        assertThat(Stage.pairs(stage.recovered(World.INBOX, FolderAccount.UNKNOWN), 3))
                .isEqualTo(pairs);
    }

    @Test
    void aSecondCopyOfAnItemIsNotTakenForAnotherOfEqualFingerprint() {
        ItemKey one = world.deliver(World.INBOX, alike("Subject: a\r\n", "x"));
        ItemKey two = world.deliver(World.INBOX, alike("Subject: a\r\n", "y"));
        FolderAccount sent = stage.sending(stage.ofNow(World.INBOX), one, two);
        FolderAccount died = sent.with(sent.state().died(world.clock.instant()));
        FolderAccount known = stage.copied(died, World.INBOX, one);
        stage.arrives(World.INBOX, one);

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(account.state().isDecided(two)).isFalse();
        assertThat(stage.there(World.INBOX)).isEqualTo("1");
    }

    @Test
    void aSecondCopyOfAnItemServesAnEqualOneButItsMarksAreWrittenAnew() {
        ItemKey one = mail("the same");
        world.deliver(World.INBOX, World.mail("the same", SEEN));
        FolderAccount sent = stage.sending(stage.ofNow(World.INBOX), one);
        FolderAccount died = sent.with(sent.state().died(world.clock.instant()));
        stage.arrives(World.INBOX, one);
        stage.arrives(World.INBOX, one);

        FolderAccount account = stage.recovered(World.INBOX, stage.sending(died, one));

        assertThat(Stage.pairs(account, 2)).isEqualTo("1>1 2>2");
        assertThat(account.state().copied().find(KeyNumber.key(2)).orElseThrow().marks())
                .isEqualTo(Marks.UNKNOWN);
    }

    @Test
    void bodiesAreNotReadWhereFingerprintsAreEnough() {
        stage.arrives(World.INBOX, mail("one"));
        stage.arrives(World.INBOX, mail("two"));

        stage.recovered(World.INBOX, FolderAccount.UNKNOWN);

        assertThat(world.tap.calls()).doesNotContain("read INBOX");
    }

    @Test
    void itemsOfTheDeadConnectionComeFirst() {
        ItemKey one = mail("the same");
        ItemKey two = mail("the same");
        FolderAccount known = stage.sending(stage.ofNow(World.INBOX), two);
        stage.arrives(World.INBOX, two);

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(Stage.pairs(account, 2)).isEqualTo("2>1");
        assertThat(account.state().isDecided(one)).isFalse();
        assertThat(account.state().suspects().isNone()).isTrue();
    }

    @ParameterizedTest(name = "{0} connections died, {1} copies arrived: {2} remain")
    @CsvSource({"1, 1, 1", "1, 2, 1 2", "2, 2, 1", "2, 3, 1 3", "3, 3, 1"})
    void ofWhatArrivedTwiceOnlyOneRemains(int connections, int copies, String there) {
        ItemKey item = mail("one");
        FolderAccount known = stage.ofNow(World.INBOX);
        for (int i = 0; i < connections; i++) {
            known = stage.sending(known, item);
            known = known.with(known.state().died(world.clock.instant()));
        }
        for (int i = 0; i < copies; i++) {
            stage.arrives(World.INBOX, item);
        }

        FolderAccount account = stage.recovered(World.INBOX, known);

        assertThat(Stage.pairs(account, 1)).isEqualTo("1>1");
        assertThat(stage.there(World.INBOX)).isEqualTo(there);
    }

    @Test
    void aTargetThatIsRebuiltWhileItIsAwaitedBeginsAgain() {
        FolderAccount known = stage.sending(stage.ofNow(World.INBOX), mail("one"));
        OpenedFolder opened = stage.opened(World.INBOX, known);
        onceAfter(Duration.ofSeconds(1), "mark INBOX", () -> world.target.rebuild(World.INBOX));

        assertThatThrownBy(() -> Recovery.recover(stage.session, List.of(opened), false))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("rebuilt");
    }
}
