package org.stagepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** What every kind of source keeps; a kind's test supplies mailboxes that hold what is asked for. */
public abstract class SourceMailboxContract {
    private static final FolderPath NESTED = FolderPath.of("Projekte", "\u00DCbersicht & Plan");

    /** A mailbox with these items, in this order, in their folders, and nothing else in these. */
    protected abstract SourceMailbox mailboxWith(List<SeedItem> items);

    /** Deletes the n-th item of a folder (from 0) for good, as another session of the user would. */
    protected abstract void delete(FolderPath folder, int index);

    @Test
    void inboxIsAlwaysThere() {
        try (SourceMailbox mailbox = mailboxWith(List.of())) {
            assertThat(mailbox.folders()).extracting(Folder::path).containsOnlyOnce(FolderPath.INBOX);
        }
    }

    @Test
    void listsNestedFoldersOnce() {
        try (SourceMailbox mailbox = mailboxWith(List.of(SeedItem.in(NESTED, "one")))) {
            assertThat(mailbox.folders())
                    .filteredOn(Folder::selectable)
                    .extracting(Folder::path)
                    .containsOnlyOnce(NESTED)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void listsInTheOrderOfArrival() {
        Marks flagged = new Marks(Set.of(Marks.Flag.FLAGGED, Marks.Flag.ANSWERED), Set.of());
        List<SeedItem> items = List.of(
                SeedItem.in(NESTED, "one"),
                SeedItem.in(NESTED, "two").marked(flagged),
                SeedItem.in(NESTED, "three").marked(Marks.NONE));

        try (SourceMailbox mailbox = mailboxWith(items)) {
            FolderListing listing = mailbox.list(NESTED).await();

            assertThat(listing.items())
                    .extracting(ItemSummary::sizeBytes)
                    .containsExactly(size(items, 0), size(items, 1), size(items, 2));
            assertThat(listing.items().get(1).marks().flags()).isEqualTo(flagged.flags());
            assertThat(listing.items().get(2).marks().flags()).isEmpty();
        }
    }

    private static long size(List<SeedItem> items, int index) {
        return items.get(index).bytes().length;
    }

    @Test
    void emptyFolderListsNothing() {
        try (SourceMailbox mailbox = mailboxWith(List.of())) {
            assertThat(mailbox.list(FolderPath.INBOX).await().items()).isEmpty();
        }
    }

    @Test
    void readsByteForByteWithDateAndMarks() {
        SeedItem item = SeedItem.in(NESTED, "one");
        CollectingSink sink = new CollectingSink();

        try (SourceMailbox mailbox = mailboxWith(List.of(item))) {
            mailbox.read(NESTED, keys(mailbox, NESTED), sink).await();
        }

        assertThat(sink.texts).containsExactly(item.text());
        assertThat(sink.heads.get(0).receivedDate()).isEqualTo(item.receivedDate());
        assertThat(sink.heads.get(0).marks().flags()).isEqualTo(item.marks().flags());
    }

    @Test
    void readsOnlyWhatIsAskedForInTheOrderOfTheKeys() {
        CollectingSink sink = new CollectingSink();

        try (SourceMailbox mailbox = mailboxWith(five())) {
            List<ItemKey> keys = keys(mailbox, NESTED);
            List<ItemKey> wanted = List.of(keys.get(0), keys.get(2), keys.get(3));
            mailbox.read(NESTED, wanted, sink).await();

            assertThat(sink.keys()).isEqualTo(wanted);
        }
    }

    @Test
    void equalItemsStaySeparate() {
        SeedItem item = SeedItem.in(NESTED, "same");
        CollectingSink sink = new CollectingSink();

        try (SourceMailbox mailbox = mailboxWith(List.of(item, item, item))) {
            mailbox.read(NESTED, keys(mailbox, NESTED), sink).await();
        }

        assertThat(sink.texts).containsExactly(item.text(), item.text(), item.text());
        assertThat(sink.keys()).doesNotHaveDuplicates();
    }

    @Test
    void vanishedItemIsLeftOut() {
        CollectingSink sink = new CollectingSink();

        try (SourceMailbox mailbox = mailboxWith(five())) {
            List<ItemKey> keys = keys(mailbox, NESTED);
            delete(NESTED, 1);
            mailbox.read(NESTED, keys, sink).await();

            assertThat(sink.keys()).containsExactly(keys.get(0), keys.get(2), keys.get(3), keys.get(4));
            assertThat(sink.unreadable).isEmpty();
        }
    }

    @Test
    void unreadContentIsPassedOver() {
        List<ItemKey> heads = new java.util.ArrayList<>();
        ItemSink lazy = new ItemSink() {
            @Override
            public void item(ItemHead head, InputStream content, long sizeBytes) {
                heads.add(head.key());
            }

            @Override
            public void unreadable(ItemKey key, String reason) {}
        };

        try (SourceMailbox mailbox = mailboxWith(five())) {
            mailbox.read(NESTED, keys(mailbox, NESTED), lazy).await();
        }

        assertThat(heads).hasSize(5);
    }

    @Test
    void failureOfTheSinkComesOutAndLeavesTheMailboxUsable() {
        ItemSink failing = new ItemSink() {
            @Override
            public void item(ItemHead head, InputStream content, long sizeBytes) {
                throw new MigrationException(FailureCode.STOPPED, "enough");
            }

            @Override
            public void unreadable(ItemKey key, String reason) {}
        };

        try (SourceMailbox mailbox = mailboxWith(five())) {
            List<ItemKey> keys = keys(mailbox, NESTED);

            assertThatThrownBy(() -> mailbox.read(NESTED, keys, failing).await())
                    .hasMessage("enough");
            assertThat(mailbox.list(NESTED).await().items()).hasSize(5);
        }
    }

    @Test
    void readingLeavesTheMarksAlone() {
        SeedItem unseen = SeedItem.in(NESTED, "one").marked(Marks.NONE);

        try (SourceMailbox mailbox = mailboxWith(List.of(unseen))) {
            mailbox.read(NESTED, keys(mailbox, NESTED), new CollectingSink()).await();

            assertThat(mailbox.list(NESTED).await().items().get(0).marks().flags())
                    .isEmpty();
        }
    }

    @Test
    void fingerprintsTellTheContentApart() {
        List<SeedItem> items = five();

        try (SourceMailbox mailbox = mailboxWith(items)) {
            List<ItemKey> keys = keys(mailbox, NESTED);
            List<ItemFingerprint> fingerprints =
                    mailbox.fingerprints(NESTED, keys).await();

            assertThat(fingerprints).extracting(ItemFingerprint::key).isEqualTo(keys);
            assertThat(fingerprints.get(3))
                    .isEqualTo(new ItemFingerprint(
                            keys.get(3),
                            items.get(3).bytes().length,
                            items.get(3).receivedDate(),
                            hashOf(items.get(3))));
        }
    }

    @Test
    void missingFolderIsGone() {
        try (SourceMailbox mailbox = mailboxWith(List.of())) {
            assertThatThrownBy(() -> mailbox.list(FolderPath.of("Nowhere")).await())
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.FOLDER_GONE));
        }
    }

    static String hashOf(SeedItem item) {
        String header = item.text().substring(0, item.text().indexOf("\r\n\r\n") + 4);
        return HeaderHash.of(header.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<SeedItem> five() {
        return java.util.stream.Stream.of("one", "two", "three", "four", "five")
                .map(subject -> SeedItem.in(NESTED, subject))
                .toList();
    }

    private static List<ItemKey> keys(SourceMailbox mailbox, FolderPath folder) {
        return mailbox.list(folder).await().items().stream()
                .map(ItemSummary::key)
                .toList();
    }
}
