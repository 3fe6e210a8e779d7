package org.stagepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Marks.Flag;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** What a source tells of a folder's past: statuses that can be compared, and the changes between two of them. */
public abstract class FolderHistoryContract {
    private static final FolderPath NESTED = FolderPath.of("Projekte", "\u00DCbersicht & Plan");

    /** A mailbox with these items, in this order, in their folders, and nothing else in these. */
    protected abstract SourceMailbox mailboxWith(List<SeedItem> items);

    /** The same mailbox, opened anew for reading. */
    protected abstract SourceMailbox again();

    /** The same mailbox, opened for writing by somebody else. */
    protected abstract TargetMailbox other();

    @Test
    void folderIsListedWithTheStatusThatItHasWhenItIsOpened() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            FolderStatus listed = listed();

            assertThat(listed).isEqualTo(mailbox.list(NESTED).await().status());
            assertThat(listed.items()).isEqualTo(5);
            assertThat(listed.changes().isEmpty())
                    .isNotEqualTo(mailbox.capabilities().contains(Capability.CHANGES));
        }
    }

    @Test
    void anotherLookFindsTheSameStatus() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            FolderStatus before = mailbox.list(NESTED).await().status();

            assertThat(listed()).isEqualTo(before);
        }
    }

    @Test
    void everyChangeShowsInTheStatus() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            FolderListing listing = mailbox.list(NESTED).await();
            expunge(listing.items().get(1).key());
            FolderStatus afterRemoval = listed();
            append("six");
            FolderStatus afterArrival = listed();

            assertThat(List.of(listing.status(), afterRemoval, afterArrival)).doesNotHaveDuplicates();
            assertThat(afterRemoval.items()).isEqualTo(4);
            assertThat(afterArrival.items()).isEqualTo(5);
        }
    }

    @Test
    void changedMarksShowInTheStatusWhereChangesAreCounted() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            assumeThat(mailbox.capabilities()).contains(Capability.CHANGES);
            FolderListing listing = mailbox.list(NESTED).await();
            flag(listing.items().get(1).key());

            assertThat(listed()).isNotEqualTo(listing.status());
        }
    }

    @Test
    void tellsWhatIsNewChangedAndGone() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            assumeThat(mailbox.capabilities()).contains(Capability.CHANGES);
            FolderListing before = mailbox.list(NESTED).await();
            List<ItemKey> keys = before.items().stream().map(ItemSummary::key).toList();
            flag(keys.get(0));
            expunge(keys.get(3));
            append("six");
            append("seven");

            FolderChanges changes = mailbox.changes(NESTED, before.status()).await();
            FolderListing after = mailbox.list(NESTED).await();

            assertThat(changes.status()).isEqualTo(after.status());
            assertThat(changes.changed())
                    .containsExactly(
                            after.items().get(0),
                            after.items().get(4),
                            after.items().get(5));
            assertThat(changes.changed().get(0).marks().flags()).contains(Flag.FLAGGED);
            assertThat(keys.stream().filter(changes.vanished())).containsExactly(keys.get(3));
        }
    }

    @Test
    void nothingHappenedSinceNow() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            assumeThat(mailbox.capabilities()).contains(Capability.CHANGES);
            FolderListing before = mailbox.list(NESTED).await();

            FolderChanges changes = mailbox.changes(NESTED, before.status()).await();

            assertThat(changes.changed()).isEmpty();
            assertThat(before.items()).noneMatch(item -> changes.vanished().test(item.key()));
        }
    }

    @Test
    void allOfAnEmptiedFolderIsGone() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            assumeThat(mailbox.capabilities()).contains(Capability.CHANGES);
            FolderListing before = mailbox.list(NESTED).await();
            before.items().forEach(item -> expunge(item.key()));

            FolderChanges changes = mailbox.changes(NESTED, before.status()).await();

            assertThat(changes.changed()).isEmpty();
            assertThat(before.items()).allMatch(item -> changes.vanished().test(item.key()));
        }
    }

    @Test
    void changesOfARebuiltFolderAreRefused() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            assumeThat(mailbox.capabilities()).contains(Capability.CHANGES);
            FolderStatus real = mailbox.list(NESTED).await().status();
            FolderStatus other = new FolderStatus("1", real.position(), real.items(), real.changes(), "");

            assertThatThrownBy(() -> mailbox.changes(NESTED, other).await())
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.FOLDER_REBUILT));
        }
    }

    /** A counter from before a server was restored from a backup: nothing may be missed. */
    @Test
    void counterThatWentBackMeansThatAllMayHaveChanged() {
        try (SourceMailbox mailbox = mailboxWith(five())) {
            assumeThat(mailbox.capabilities()).contains(Capability.CHANGES);
            FolderListing listing = mailbox.list(NESTED).await();
            FolderStatus real = listing.status();
            FolderStatus future = new FolderStatus(
                    real.identity(), real.position(), real.items(), "9" + real.changes(), real.folderId());

            FolderChanges changes = mailbox.changes(NESTED, future).await();

            assertThat(changes.changed()).isEqualTo(listing.items());
            assertThat(changes.vanished().test(new ItemKey("999999"))).isTrue();
        }
    }

    /** As a later run sees it; RFC 9051 §6.3.11: of a folder that is selected the status may be an old one. */
    private FolderStatus listed() {
        try (SourceMailbox mailbox = again()) {
            return mailbox.folders().stream()
                    .filter(folder -> folder.path().equals(NESTED))
                    .findFirst()
                    .orElseThrow()
                    .status();
        }
    }

    private void flag(ItemKey key) {
        try (TargetMailbox other = other()) {
            Marks flagged = new Marks(Set.of(Flag.FLAGGED), Set.of());
            other.changeMarks(NESTED, List.of(key), new MarksChange(flagged, Marks.NONE))
                    .await();
        }
    }

    private void expunge(ItemKey key) {
        try (TargetMailbox other = other()) {
            other.remove(NESTED, List.of(key)).await();
        }
    }

    private void append(String subject) {
        SeedItem item = SeedItem.in(NESTED, subject);
        try (TargetMailbox other = other();
                SliceWriter writer = other.write(NESTED)) {
            writer.add(
                    new ItemHead(new ItemKey(subject), item.receivedDate(), item.marks()),
                    new MemoryContent(item.bytes()));
            writer.finish().await();
        }
    }

    private static List<SeedItem> five() {
        return Stream.of("one", "two", "three", "four", "five")
                .map(subject -> SeedItem.in(NESTED, subject))
                .toList();
    }
}
