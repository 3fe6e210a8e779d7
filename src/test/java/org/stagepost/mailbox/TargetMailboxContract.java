package org.stagepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** What every kind of target keeps; a kind's test supplies an empty mailbox and a second look at it. */
public abstract class TargetMailboxContract {
    private static final FolderPath NESTED = FolderPath.of("Projekte", "\u00DCbersicht & Plan");

    /** A mailbox that holds nothing but what every new mailbox holds. */
    protected abstract TargetMailbox emptyMailbox();

    /** The same mailbox as the last {@link #emptyMailbox}, opened for reading. */
    protected abstract SourceMailbox sameMailbox();

    @Test
    void createdFolderIsListed() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath where = mailbox.create(NESTED, Set.of()).await();

            assertThat(mailbox.folders()).extracting(Folder::path).containsOnlyOnce(where);
        }
    }

    @Test
    void creatingTwiceIsNoError() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath first = mailbox.create(NESTED, Set.of()).await();

            assertThat(mailbox.create(NESTED, Set.of()).await()).isEqualTo(first);
            assertThat(mailbox.create(FolderPath.INBOX, Set.of()).await()).isEqualTo(FolderPath.INBOX);
        }
    }

    @Test
    void namesThatLookAlikeStayApart() {
        List<FolderPath> wanted = Stream.of("a/b", "a.b", "a=2Fb", "a=2Eb", "a\\b", "a%b", "a*b")
                .map(FolderPath::of)
                .toList();

        try (TargetMailbox mailbox = emptyMailbox()) {
            List<FolderPath> made = new ArrayList<>();
            wanted.forEach(path -> made.add(mailbox.create(path, Set.of()).await()));

            assertThat(made).doesNotHaveDuplicates();
            assertThat(mailbox.folders()).extracting(Folder::path).containsAll(made);
        }
    }

    @Test
    void subscribedFolderIsListedAsSuch() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            mailbox.subscribe(folder).await();

            assertThat(mailbox.folders())
                    .filteredOn(listed -> listed.path().equals(folder))
                    .allMatch(Folder::subscribed);
        }
    }

    @Test
    void writesByteForByteInOrder() {
        List<SeedItem> items = items("one", "two", "two", "three");

        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            List<ItemOutcome> outcomes = write(mailbox, folder, items);

            assertThat(outcomes).extracting(ItemOutcome::kind).containsOnly(ItemOutcome.Kind.COPIED);
            assertThat(outcomes).extracting(ItemOutcome::source).isEqualTo(sources(items));
            CollectingSink seen = read(folder);
            assertThat(seen.texts).isEqualTo(items.stream().map(SeedItem::text).toList());
            assertThat(seen.heads).allSatisfy(head -> {
                assertThat(head.receivedDate()).isEqualTo(SeedItem.ARRIVED);
                assertThat(head.marks().flags()).containsExactly(Marks.Flag.SEEN);
            });
        }
    }

    @Test
    void tellsTheKeysOfTheCopies() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            assumeTrue(mailbox.capabilities().contains(Capability.KEYS_ON_APPEND), "no KEYS_ON_APPEND");
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            List<ItemOutcome> outcomes = write(mailbox, folder, items("one", "two", "three"));

            assertThat(outcomes.stream()
                            .map(outcome -> outcome.copy().orElseThrow())
                            .toList())
                    .isEqualTo(read(folder).keys());
        }
    }

    @Test
    void whatArrivesAfterAMarkIsFoundByIt() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            write(mailbox, folder, items("one", "two"));
            FolderMark mark = mailbox.mark(folder).await();

            assertThat(mailbox.since(folder, mark).await()).isEmpty();
            List<SeedItem> later = items("three", "four");
            write(mailbox, folder, later);
            assertThat(mailbox.since(folder, mark).await())
                    .extracting(ItemFingerprint::headerHash)
                    .containsExactly(
                            SourceMailboxContract.hashOf(later.get(0)), SourceMailboxContract.hashOf(later.get(1)));
            assertThat(mailbox.since(folder, mark.beginning()).await()).hasSize(4);
            assertThat(mailbox.mark(folder).await().identity()).isEqualTo(mark.identity());
        }
    }

    @Test
    void aPositionThatIsANumberLiesBetweenTheKeysBeforeItAndThoseAfterIt() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            write(mailbox, folder, items("one", "two"));
            FolderMark mark = mailbox.mark(folder).await();
            assumeTrue(mark.position().matches("[0-9]+"));
            write(mailbox, folder, items("three"));

            assertThat(mailbox.since(folder, mark.beginning()).await())
                    .extracting(item -> Long.parseLong(item.key().value()) < Long.parseLong(mark.position()))
                    .containsExactly(true, true, false);
        }
    }

    @Test
    void fingerprintHasSizeAndDate() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            FolderMark mark = mailbox.mark(folder).await();
            List<SeedItem> items = items("one");
            write(mailbox, folder, items);

            ItemFingerprint found = mailbox.since(folder, mark).await().get(0);
            assertThat(found.sizeBytes()).isEqualTo(items.get(0).bytes().length);
            assertThat(found.receivedDate()).isEqualTo(SeedItem.ARRIVED);
        }
    }

    @Test
    void keepsTheMarksItPermits() {
        Marks wanted = new Marks(Set.of(Marks.Flag.FLAGGED, Marks.Flag.DRAFT), Set.of("$Forwarded", "Urlaub-2024"));

        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            Marks permitted = mailbox.open(folder).await().permitted().apply(wanted);
            write(mailbox, folder, List.of(SeedItem.in(NESTED, "one").marked(permitted)));

            assertThat(permitted.flags()).isEqualTo(wanted.flags());
            if (mailbox.capabilities().contains(Capability.KEYWORDS)) {
                assertThat(permitted.sameAs(wanted)).isTrue();
            }
            assertThat(read(folder).heads.get(0).marks().sameAs(permitted)).isTrue();
        }
    }

    @Test
    void keywordsThatCannotBeSentSafelyAreNotPermitted() {
        Marks wanted = new Marks(Set.of(), Set.of("a b", "x)", "\u00FCber", "(", "k\r\nDELETE x", "fine"));

        try (TargetMailbox mailbox = emptyMailbox()) {
            assertThat(mailbox.open(FolderPath.INBOX)
                            .await()
                            .permitted()
                            .apply(wanted)
                            .keywords())
                    .isSubsetOf("fine", "\u00FCber", "x)", "(");
        }
    }

    @Test
    void changedMarksAreAddedAndTakenAway() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            write(mailbox, folder, items("one", "two"));
            List<ItemKey> keys = read(folder).keys();
            Marks flagged = new Marks(Set.of(Marks.Flag.FLAGGED), Set.of());

            mailbox.changeMarks(folder, List.of(keys.get(1), new ItemKey("4000000")), MarksChange.to(flagged))
                    .await();

            List<ItemHead> heads = read(folder).heads;
            assertThat(heads.get(0).marks().flags()).containsExactly(Marks.Flag.SEEN);
            assertThat(heads.get(1).marks().flags()).containsExactly(Marks.Flag.FLAGGED);
        }
    }

    @Test
    void sliceWithoutItemsDoesNothing() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            assertThat(write(mailbox, FolderPath.INBOX, List.of())).isEmpty();
        }
    }

    @Test
    void sliceThatWasGivenUpLeavesTheMailboxUsable() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            try (SliceWriter writer = mailbox.write(folder)) {
                add(writer, SeedItem.in(folder, "lost"), 0);
            }

            assertThat(write(mailbox, folder, items("one")))
                    .extracting(ItemOutcome::kind)
                    .containsExactly(ItemOutcome.Kind.COPIED);
        }
    }

    @Test
    void largeItemsPass() {
        String line = "0123456789".repeat(7) + "\r\n";
        SeedItem large = SeedItem.in(NESTED, "large");
        SeedItem item = new SeedItem(NESTED, large.text() + line.repeat(40_000), SeedItem.ARRIVED, Marks.NONE);

        try (TargetMailbox mailbox = emptyMailbox()) {
            FolderPath folder = mailbox.create(NESTED, Set.of()).await();
            write(mailbox, folder, List.of(item, SeedItem.in(NESTED, "small")));

            assertThat(read(folder).texts).first().isEqualTo(item.text());
        }
    }

    @Test
    void markOfAMissingFolderFails() {
        try (TargetMailbox mailbox = emptyMailbox()) {
            assertThatThrownBy(() -> mailbox.mark(FolderPath.of("Nowhere")).await())
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.FOLDER_GONE));
        }
    }

    private static List<SeedItem> items(String... subjects) {
        return Stream.of(subjects).map(subject -> SeedItem.in(NESTED, subject)).toList();
    }

    private static List<ItemKey> sources(List<SeedItem> items) {
        List<ItemKey> keys = new ArrayList<>();
        items.forEach(item -> keys.add(new ItemKey("source-" + keys.size())));
        return keys;
    }

    private static List<ItemOutcome> write(TargetMailbox mailbox, FolderPath folder, List<SeedItem> items) {
        try (SliceWriter writer = mailbox.write(folder)) {
            for (int i = 0; i < items.size(); i++) {
                add(writer, items.get(i), i);
            }
            return writer.finish().await();
        }
    }

    private static void add(SliceWriter writer, SeedItem item, int index) {
        writer.add(
                new ItemHead(new ItemKey("source-" + index), item.receivedDate(), item.marks()),
                new MemoryContent(item.bytes()));
    }

    private CollectingSink read(FolderPath folder) {
        CollectingSink sink = new CollectingSink();
        try (SourceMailbox mailbox = sameMailbox()) {
            List<ItemKey> keys = mailbox.list(folder).await().items().stream()
                    .map(ItemSummary::key)
                    .toList();
            mailbox.read(folder, keys, sink).await();
        }
        return sink;
    }
}
