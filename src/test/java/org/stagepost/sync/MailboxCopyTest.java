package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.SpecialUse;

class MailboxCopyTest {
    static List<List<Capability>> ladder() {
        return World.ladder();
    }

    private static World withMail(Collection<Capability> capabilities, int items) {
        World world = new World(capabilities);
        for (int i = 0; i < items; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        return world;
    }

    private static Marks seen(String... keywords) {
        return new Marks(Set.of(Marks.Flag.SEEN), Set.of(keywords));
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void copiesContentDateAndMarks(List<Capability> capabilities) {
        World world = withMail(capabilities, 4);
        world.source.folder(World.WORK);
        world.deliver(World.WORK, World.mail("seen", seen("$Forwarded", "Urgent")));

        FolderTally tally = world.copyAll();

        world.assertSame(World.INBOX, World.WORK);
        assertThat(tally.copied()).isEqualTo(5);
        assertThat(tally.inSource()).isEqualTo(5);
        assertThat(tally.pending()).isZero();
        assertThat(tally.bytesCopied())
                .isEqualTo(world.target.items(World.INBOX).stream()
                                .mapToLong(item -> item.content().length)
                                .sum()
                        + world.target.items(World.WORK).get(0).content().length);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void marksThatAreToldOnlyWithTheBodyAreCopied(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.deliver(World.INBOX, World.mail("seen", seen("Urgent")));
        world.source.leavingOutMarks(item -> true);

        world.copyAll();

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(seen("Urgent"));
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void marksThatAreToldOnlyInTheListingAreCopied(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.deliver(World.INBOX, World.mail("untold", Marks.UNKNOWN));
        ItemKey seen = world.deliver(World.INBOX, World.mail("seen", seen()));
        MailboxCopy copy = world.copier();
        Slice slice = copy.next().orElseThrow();
        world.source.mark(World.INBOX, seen, Marks.UNKNOWN);

        copy.copy(slice);

        assertThat(world.target.items(World.INBOX).get(1).marks()).isEqualTo(seen());
        copy.close();
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void copiesEqualItemsAsOftenAsTheyAreThere(List<Capability> capabilities) {
        World world = new World(capabilities);
        for (int i = 0; i < 7; i++) {
            world.deliver(World.INBOX, MemoryItem.of("no header at all", World.JANUARY, Marks.NONE));
        }

        world.copyAll();

        assertThat(world.target.items(World.INBOX)).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aSecondRunWritesNothing(List<Capability> capabilities) {
        World world = withMail(capabilities, 4);
        world.source.folder(World.WORK).subscribe(World.WORK);
        world.copyAll();
        world.tap.heal();

        world.copyAll();

        assertThat(world.tap.writes()).isEmpty();
    }

    @Test
    void storesOncePerSliceAndOncePerFolder() {
        World world = withMail(List.of(Capability.values()), 9);

        world.copyAll();

        assertThat(world.tap.writes().stream().filter("save INBOX"::equals)).hasSize(1 + 3);
    }

    @Test
    void makesAndSubscribesFoldersThatAreEmpty() {
        World world = World.able();
        world.source.folder(World.WORK, SpecialUse.ARCHIVE).subscribe(World.WORK);
        world.source.folder(FolderPath.of("Node", "Child"));

        world.copyAll();

        assertThat(world.target.folders())
                .extracting(Folder::path, Folder::specialUses, Folder::selectable, Folder::subscribed)
                .contains(
                        tuple(World.WORK, Set.of(SpecialUse.ARCHIVE), true, true),
                        tuple(FolderPath.of("Node"), Set.of(), false, false),
                        tuple(FolderPath.of("Node", "Child"), Set.of(), true, false));
    }

    @Test
    void leavesFolderChoiceBehind() {
        World world = World.able();
        world.source.folder(World.WORK);
        world.excluded = List.of("work");

        world.copyAll();

        assertThat(world.target.folders()).extracting(Folder::path).containsExactly(World.INBOX);
    }

    @Test
    void aSliceThatIsPlannedButNeverCopiedIsPlannedAgain() {
        World world = withMail(List.of(Capability.values()), 4);
        MailboxCopy stopped = world.copier();
        Optional<Slice> planned = stopped.next();

        assertThat(stopped.next()).isEqualTo(planned);
        stopped.close();
        world.copyAll();

        world.assertSame(World.INBOX);
    }

    @Test
    void copiesOnlyThePlannedSlice() {
        World world = withMail(List.of(Capability.values()), 4);
        MailboxCopy copy = world.copier();
        Slice first = copy.next().orElseThrow();
        copy.copy(first);

        assertThatThrownBy(() -> copy.copy(first)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limitsSlicesByCountAndBytes() {
        World world = withMail(List.of(Capability.values()), 2);
        world.deliver(World.INBOX, World.mail("large " + "x".repeat(2000)));
        world.deliver(World.INBOX, World.mail("last"));
        MailboxCopy copy = world.copier();

        assertThat(copy.next().orElseThrow().items()).isEqualTo(2);
        copy.copy(copy.next().orElseThrow());
        assertThat(copy.next().orElseThrow().items()).isEqualTo(1);
        copy.copy(copy.next().orElseThrow());
        assertThat(copy.next().orElseThrow().items()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void listsRefusedItemsWithWhatNamesThemAndCopiesTheRest(List<Capability> capabilities) {
        World world = withMail(capabilities, 8);
        world.target.refusing(
                (folder, item) -> item.text().contains("mail 3") || item.text().contains("mail 4")
                        ? Optional.of(FailureCode.ITEM_REFUSED)
                        : Optional.empty());
        world.sliceItems = 8;

        FolderTally tally = world.copyAll();

        assertThat(world.target.items(World.INBOX)).hasSize(6);
        assertThat(tally).isEqualTo(new FolderTally(8, 6, 0, 2, 0, tally.bytesCopied()));
        assertThat(world.journal.skipped())
                .extracting(SkippedItem::subject, SkippedItem::messageId, SkippedItem::from, SkippedItem::reason)
                .containsExactly(refused("mail 3"), refused("mail 4"));
        assertThat(world.copyAll()).isEqualTo(tally);
        assertThat(world.target.items(World.INBOX)).hasSize(6);
        assertThat(world.journal.skipped()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void itemsThatWereSkippedAreTriedAgainByTheNextRunAndListedNoMoreOnceCopied(List<Capability> capabilities) {
        World world = withMail(capabilities, 8);
        world.target.refusing((folder, item) ->
                item.text().contains("mail 3") ? Optional.of(FailureCode.ITEM_TOO_LARGE) : Optional.empty());
        world.source.unreadable(item -> item.text().contains("mail 5"));
        assertThat(world.copyAll().skipped()).isEqualTo(2);

        world.target.refusing((folder, item) -> Optional.empty());
        FolderTally tally = world.copyAll();

        assertThat(tally).isEqualTo(new FolderTally(8, 7, 0, 1, 0, tally.bytesCopied()));
        assertThat(world.journal.skipped())
                .extracting(SkippedItem::reason)
                .containsExactly(FailureCode.ITEM_UNREADABLE);
        world.source.unreadable(item -> false);
        assertThat(world.copyAll().copied()).isEqualTo(8);
        world.assertSame(World.INBOX);
        assertThat(world.journal.skipped()).isEmpty();
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    @Test
    void aSkippedItemThatIsDeletedAtTheSourceIsSkippedNoMore() {
        World world = withMail(List.of(Capability.values()), 3);
        world.source.unreadable(item -> item.text().contains("mail 1"));
        world.badItemLimit = 0;
        assertThatThrownBy(world::copyAll).isInstanceOf(MigrationException.class);

        world.source.expunge(World.INBOX, new ItemKey("2"));
        FolderTally tally = world.copyAll();

        assertThat(tally).isEqualTo(new FolderTally(3, 2, 0, 0, 1, tally.bytesCopied()));
        assertThat(world.journal.skipped()).isEmpty();
    }

    @Test
    void aSkippedItemThatSomebodyCopiedByHandIsAdopted() {
        World world = withMail(List.of(Capability.values()), 3);
        world.target.refusing((folder, item) ->
                item.text().contains("mail 1") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
        world.copyAll();
        world.target.deliver(World.INBOX, World.mail("mail 1"));

        FolderTally tally = world.copyAll();

        assertThat(tally).isEqualTo(new FolderTally(3, 2, 1, 0, 0, tally.bytesCopied()));
        world.assertSame(World.INBOX);
    }

    private static Tuple refused(String subject) {
        return tuple(
                subject, "<" + subject + "@example.test>", "Ann Example <ann@example.test>", FailureCode.ITEM_REFUSED);
    }

    @Test
    void listsUnreadableItems() {
        World world = withMail(List.of(Capability.values()), 3);
        world.source.unreadable(item -> item.text().contains("mail 1"));

        FolderTally tally = world.copyAll();

        assertThat(tally.skipped()).isEqualTo(1);
        assertThat(world.journal.skipped())
                .extracting(SkippedItem::reason, SkippedItem::serverReply)
                .containsExactly(tuple(FailureCode.ITEM_UNREADABLE, "the message cannot be read"));
    }

    @Test
    void countsItemsThatVanishBeforeTheyAreCopied() {
        World world = withMail(List.of(Capability.values()), 2);
        ItemKey gone = world.deliver(World.INBOX, World.mail("gone"));
        MailboxCopy copy = world.copier();
        Slice slice = copy.next().orElseThrow();
        world.source.expunge(World.INBOX, gone);
        copy.copy(slice);

        assertThat(copy.tally().vanished()).isEqualTo(1);
        assertThat(copy.tally().inSource()).isEqualTo(3);
        assertThat(world.copyAll().pending()).isZero();
        world.assertSame(World.INBOX);
    }

    @Test
    void failsTheMailboxBeyondBadItemLimitAndGoesOnWhenItIsRaised() {
        World world = withMail(List.of(Capability.values()), 90);
        world.sliceItems = 2;
        world.target.refusing((folder, item) ->
                item.text().contains("mail 1\r") || item.text().contains("mail 5\r")
                        ? Optional.of(FailureCode.ITEM_REFUSED)
                        : Optional.empty());
        world.badItemLimit = 1;

        assertThat(catchThrowableOfType(MigrationException.class, world::copyAll)
                        .code())
                .isEqualTo(FailureCode.ITEM_LIMIT_EXCEEDED);
        int whatWasUnderWay = world.target.items(World.INBOX).size();
        assertThat(whatWasUnderWay).isLessThan(50);
        assertThat(world.journal.skipped()).hasSize(2);
        assertThatThrownBy(world::copyAll).isInstanceOf(MigrationException.class);
        assertThat(world.target.items(World.INBOX)).hasSize(whatWasUnderWay);

        world.badItemLimit = 2;
        assertThat(world.copyAll().copied()).isEqualTo(88);
    }

    @Test
    void countsLargeItemsAgainstTheirOwnLimit() {
        World world = withMail(List.of(Capability.values()), 2);
        world.target.refusing((folder, item) -> Optional.of(FailureCode.ITEM_TOO_LARGE));
        world.badItemLimit = 0;
        assertThat(world.copyAll().skipped()).isEqualTo(2);

        world.largeItemLimit = 1;
        assertThatThrownBy(world::copyAll).hasMessageContaining("largeItemLimit is 1");
    }

    @Test
    void aFullTargetStopsTheMailboxAndTheNextRunGoesOn() {
        World world = withMail(List.of(Capability.KEYS_ON_APPEND), 8);
        world.target.refusing((folder, item) ->
                item.text().contains("mail 4") ? Optional.of(FailureCode.TARGET_QUOTA_FULL) : Optional.empty());
        assertThat(catchThrowableOfType(MigrationException.class, world::copyAll)
                        .code())
                .isEqualTo(FailureCode.TARGET_QUOTA_FULL);

        world.target.refusing((folder, item) -> Optional.empty());
        world.copyAll();

        world.assertSame(World.INBOX);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void whatTheTargetTookOfASliceBeforeItFailedIsStored(List<Capability> capabilities) {
        World world = withMail(capabilities, 8);
        world.sliceItems = 8;
        world.target.refusing((folder, item) -> switch (item.text().replaceAll("(?s).*mail (\\d).*", "$1")) {
            case "1" -> Optional.of(FailureCode.ITEM_REFUSED);
            case "5" -> Optional.of(FailureCode.TARGET_QUOTA_FULL);
            default -> Optional.empty();
        });
        MailboxCopy copy = world.copier();

        assertThatThrownBy(() -> World.run(copy)).hasMessageContaining("took nothing more");

        int stored = world.target.items(World.INBOX).size();
        assertThat(stored).isPositive();
        assertThat(copy.tally().copied()).isEqualTo(stored);
        assertThat(copy.tally().bytesCopied()).isPositive();
        assertThat(world.journal.entries().get(0).tally()).isEqualTo(copy.tally());
        world.target.refusing((folder, item) -> Optional.empty());
        assertThat(world.copyAll().adopted()).isZero();
        world.assertSame(World.INBOX);
    }

    @Test
    void aFolderThatTheTargetRefusesIsNamedAndTheOthersGoOn() {
        World world = withMail(List.of(Capability.values()), 1);
        world.source.folder(FolderPath.of("A%B")).folder(World.WORK);
        world.deliver(World.WORK, World.mail("work"));
        world.target.refusingNames(path -> path.toString().contains("%"));

        try (MailboxCopy copy = world.copier()) {
            for (var slice = copy.next(); slice.isPresent(); slice = copy.next()) {
                copy.copy(slice.get());
            }
            assertThat(copy.failedFolders())
                    .extracting(FolderFailure::folder, FolderFailure::code)
                    .containsExactly(tuple(FolderPath.of("A%B"), FailureCode.FOLDER_NAME_REFUSED));
        }
        world.assertSame(World.INBOX, World.WORK);
    }

    @Test
    void aSourceFolderThatIsDeletedDuringTheRunIsNamed() {
        World world = World.able();
        world.source.folder(World.WORK);
        world.deliver(World.WORK, World.mail("work"));
        MailboxCopy copy = world.copier();
        Slice slice = copy.next().orElseThrow();
        world.source.remove(World.WORK);
        copy.copy(slice);

        assertThat(copy.next()).isEmpty();
        assertThat(copy.failedFolders()).extracting(FolderFailure::code).containsExactly(FailureCode.FOLDER_GONE);
    }

    @Test
    void aSourceFolderThatIsListedButNotOpenedIsAFailure() {
        World world = World.able();
        world.source.folder(World.WORK);
        world.deliver(World.WORK, World.mail("work"));
        world.deliver(World.INBOX, World.mail("inbox"));
        SourceMailbox source = new DenyingSource(world.source.source(), World.WORK);
        MailboxCopy copy = world.copier(source, world.target.target());

        World.run(copy);

        assertThat(copy.failedFolders())
                .extracting(FolderFailure::folder, FolderFailure::code)
                .containsExactly(tuple(World.WORK, FailureCode.FOLDER_REFUSED));
        assertThat(copy.tally().copied()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aTargetFolderThatIsDeletedDuringTheRunIsAFailure(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.source.folder(World.WORK);
        world.deliver(World.WORK, World.mail("work"));
        MailboxCopy copy = world.copier();
        Slice slice = copy.next().orElseThrow();
        world.target.remove(World.WORK);
        copy.copy(slice);

        assertThat(copy.next()).isEmpty();
        assertThat(copy.failedFolders()).extracting(FolderFailure::code).containsExactly(FailureCode.FOLDER_REFUSED);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aFolderThatIsRebuiltDuringTheRunIsComparedInFull(List<Capability> capabilities) {
        for (boolean sourceIsRebuilt : new boolean[] {true, false}) {
            World world = withMail(capabilities, 8);
            world.target.landingAfter(Duration.ZERO);
            MailboxCopy copy = world.copier();
            copy.copy(copy.next().orElseThrow());
            (sourceIsRebuilt ? world.source : world.target).rebuild(World.INBOX);
            for (var slice = copy.next(); slice.isPresent(); slice = copy.next()) {
                copy.copy(slice.get());
            }
            copy.close();

            world.assertSame(World.INBOX);
            assertThat(copy.tally().inSource()).isEqualTo(8);
            assertThat(copy.failedFolders()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aLostStateAdoptsWhatIsThere(List<Capability> capabilities) {
        World world = withMail(capabilities, 7);
        world.deliver(World.INBOX, World.mail("mail 3"));
        world.deliverForeign(World.INBOX, World.mail("foreign"));
        world.copyAll();
        world.deliver(World.INBOX, World.mail("new"));

        world.journal.wipe();
        FolderTally tally = world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(tally).isEqualTo(new FolderTally(9, 1, 8, 0, 0, tally.bytesCopied()));
    }

    @ParameterizedTest(name = "target folder there: {0}, its state known: {1}: waits {2}")
    @CsvSource({"false, false, false", "true, false, true", "false, true, true"})
    void aFirstRunWaitsOnlyWhereAnotherMayHaveSentBefore(boolean isThere, boolean isKnown, boolean waits) {
        World world = withMail(List.of(Capability.values()), isKnown ? 0 : 3);
        if (isKnown) {
            world.copyAll();
            world.journal.damage(new byte[] {1, 2, 3});
            world.deliver(World.INBOX, World.mail("later"));
        }
        world.source.folder(World.WORK);
        if (isThere) {
            world.target.folder(World.WORK);
        }
        Instant begin = world.clock.instant();

        world.copyAll();

        world.assertSame(World.INBOX, World.WORK);
        assertThat(Duration.between(begin, world.clock.instant())).isEqualTo(waits ? Fence.SILENCE : Duration.ZERO);
    }

    @Test
    void aDamagedStateIsNoState() {
        World world = withMail(List.of(Capability.values()), 7);
        world.copyAll();

        world.journal.damage(new byte[] {1, 2, 3});
        FolderTally tally = world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(tally.adopted()).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void anOldStateAdoptsWhatWasCopiedSince(List<Capability> capabilities) {
        World world = withMail(capabilities, 7);
        MailboxCopy copy = world.copier();
        copy.copy(copy.next().orElseThrow());
        List<JournalEntry> backup = world.journal.entries();
        copy.close();
        world.copyAll();

        world.journal.restore(backup);
        world.copyAll();

        world.assertSame(World.INBOX);
    }

    @Test
    void adoptsCopiesThatTheServersCountDifferently() {
        World world = withMail(List.of(Capability.values()), 7);
        world.copyAll();
        world.source.countingSizes(size -> size + 40);

        world.journal.wipe();
        world.copyAll();

        world.assertSame(World.INBOX);
    }

    @Test
    void adoptsCopiesOfItemsOfUnknownSize() {
        World world = withMail(List.of(Capability.values()), 0);
        world.deliver(World.INBOX, World.mail("large " + "x".repeat(5000)));
        world.copyAll();
        world.source.countingSizes(size -> -1L);

        world.journal.wipe();
        world.copyAll();

        world.assertSame(World.INBOX);
    }

    @Test
    void copiesWhatIsNewAndKeepsWhatIsDeletedAtTheSource() {
        World world = withMail(List.of(Capability.values()), 4);
        world.copyAll();
        world.source.expunge(World.INBOX, new ItemKey("2"));
        world.deliver(World.INBOX, World.mail("new"));

        FolderTally tally = world.copyAll();

        assertThat(world.target.items(World.INBOX)).hasSize(5);
        assertThat(tally.copied()).isEqualTo(5);
        assertThat(tally.pending()).isZero();
    }

    @Test
    void marksThatTheTargetRefusesAreWrittenInPartsOrNotAtAll() {
        World world = withMail(List.of(Capability.values()), 4);
        world.copyAll();
        Marks flagged = new Marks(Set.of(Marks.Flag.FLAGGED), Set.of("Urgent"));
        world.source.mark(World.INBOX, new ItemKey("1"), seen("Urgent"));
        world.source.mark(World.INBOX, new ItemKey("2"), flagged);
        world.target.refusingMarks(marks ->
                marks.flags().contains(Marks.Flag.FLAGGED) || !marks.keywords().isEmpty());

        MailboxCopy copy = world.copier();

        assertThat(copy.next()).isEmpty();
        assertThat(copy.alterations()).isEqualTo(new Alterations(0, 0, 2));
        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(seen(), Marks.NONE, Marks.NONE, Marks.NONE);
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aKeywordThatTheTargetRefusesCostsOnlyItself(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.deliver(World.INBOX, World.mail("one", seen("Urgent", "Later")));
        world.deliver(World.INBOX, World.mail("two", seen("Urgent")));
        world.target.refusingMarks(marks -> marks.keywords().contains("Later"));
        try (MailboxCopy copy = world.copier()) {
            World.run(copy);
            assertThat(copy.alterations()).isEqualTo(new Alterations(0, 0, 1));
        }

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(seen("Urgent"), seen("Urgent"));
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    @Test
    void marksThatChangedAtTheSourceAreWrittenAndThoseOfTheTargetStay() {
        World world = withMail(List.of(Capability.values()), 4);
        world.copyAll();
        world.source.mark(World.INBOX, new ItemKey("1"), seen("Urgent"));
        world.target.mark(World.INBOX, new ItemKey("2"), seen());
        world.tap.heal();

        world.copyAll();

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(seen("Urgent"), seen(), Marks.NONE, Marks.NONE);
        assertThat(world.tap.writes()).containsExactly("store INBOX", "save INBOX");
    }

    @Test
    void writesOnlyMarksThatTheTargetPermits() {
        World world = World.able();
        world.deliver(World.INBOX, World.mail("one", seen("Urgent")));
        world.target.permitting(marks -> new Marks(marks.flags(), Set.of()));
        try (MailboxCopy copy = world.copier()) {
            copy.copy(copy.next().orElseThrow());
            assertThat(copy.alterations()).isEqualTo(new Alterations(0, 0, 1));
        }
        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(seen());
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void clampsDatesAndRecognisesTheCopiesAllTheSame(List<Capability> capabilities) {
        World world = new World(capabilities);
        Instant before1970 = Instant.parse("1969-03-01T00:00:00Z");
        Instant future = Instant.parse("2040-01-01T00:00:00Z");
        world.deliver(World.INBOX, MemoryItem.of("Subject: a\r\n\r\n", before1970, Marks.NONE));
        world.deliver(World.INBOX, MemoryItem.of("Subject: b\r\n\r\n", future, Marks.NONE));
        try (MailboxCopy copy = world.copier()) {
            copy.copy(copy.next().orElseThrow());
            assertThat(copy.alterations()).isEqualTo(new Alterations(0, 2, 0));
        }
        Instant copied = world.clock.instant();
        world.clock.sleep(Duration.ofDays(1));
        world.journal.wipe();
        world.copyAll();

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::receivedDate)
                .containsExactly(ReceivedDates.EARLIEST, copied);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void makesContentCanonicalAndRecognisesTheCopiesAllTheSame(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.deliver(World.INBOX, MemoryItem.of("Subject: \0\rTo: b\nDate: c\r\n\r\nx\ny", World.JANUARY, Marks.NONE));
        try (MailboxCopy copy = world.copier()) {
            copy.copy(copy.next().orElseThrow());
            assertThat(copy.alterations()).isEqualTo(new Alterations(1, 0, 0));
        }
        world.journal.wipe();
        world.copyAll();

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::text)
                .containsExactly("Subject: ?\r\nTo: b\r\nDate: c\r\n\r\nx\r\ny");
    }

    @Test
    void largeItemsLeaveNothingInTheSpoolFolder(@TempDir Path spool) {
        World world = World.able();
        world.spool = spool;
        String large = "Subject: large\r\n\r\n" + "0123456789\r\n".repeat(150_000);
        world.deliver(World.INBOX, MemoryItem.of(large, World.JANUARY, Marks.NONE));

        world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void aFolderKeepsTheTargetThatWasDecidedFirst() {
        World world = World.able();
        FolderPath sent = FolderPath.of("Gesendet");
        world.source.folder(sent, SpecialUse.SENT);
        world.copyAll();
        world.target.folder(FolderPath.of("Sent"), SpecialUse.SENT);
        world.deliver(sent, World.mail("sent"));

        world.copyAll();

        assertThat(world.target.items(sent)).hasSize(1);
        assertThat(world.target.items(FolderPath.of("Sent"))).isEmpty();
    }

    @Test
    void foldersThatSomeServersTakeForOneAreKeptApart() {
        World world = World.able();
        world.source.folder(FolderPath.of("Work")).folder(FolderPath.of("WORK"));
        world.deliver(FolderPath.of("Work"), World.mail("lower"));
        world.deliver(FolderPath.of("WORK"), World.mail("upper"));

        world.copyAll();

        assertThat(world.target.items(FolderPath.of("WORK"))).hasSize(1);
        assertThat(world.target.items(FolderPath.of("Work~2"))).hasSize(1);
    }

    @Test
    void tellsHowManyItemsHaveNoFateYet() {
        World world = World.able();
        for (int number = 1; number <= 8; number++) {
            world.deliver(World.INBOX, World.mail("m" + number));
        }
        try (MailboxCopy copy = world.copier()) {
            copy.copy(copy.next().orElseThrow());

            assertThat(copy.undecided()).isPositive();
            World.run(copy);
            assertThat(copy.undecided()).isZero();
        }
    }
}
