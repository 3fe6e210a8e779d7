package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.FolderChanges;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Marks.Flag;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;

class FolderDifferenceTest {
    private static final FolderPath INBOX = FolderPath.INBOX;
    private static final Marks SEEN = new Marks(Set.of(Flag.SEEN), Set.of());

    private final World world = World.able();

    /** A listing and the changes since the last look say the same, and lead to the same state. */
    @RepeatedTest(200)
    void changesLeadWhereAListingDoes(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        FolderAccount known = FolderAccount.of(FolderState.fresh(FolderStatus.UNKNOWN, new FolderMark("1", "1")));
        for (int pass = 0; pass < 6; pass++) {
            happenings(random);
            FolderStatus before = known.state().source();
            try (SourceMailbox source = world.source.source()) {
                SourceView listed = SourceView.of(source.list(INBOX).await());
                FolderDifference byListing = FolderDifference.of(known, listed);
                if (before.isKnown()) {
                    SourceView changed =
                            SourceView.of(source.changes(INBOX, before).await());
                    assertThat(changed.addsUp(known.state())).isTrue();
                    assertThat(facts(FolderDifference.of(known, changed))).isEqualTo(facts(byListing));
                }
                assertThat(keys(byListing.pending())).isEqualTo(undecided(known, listed.items()));
                known = settled(byListing, listed);
            }
        }
    }

    private void happenings(Random random) {
        List<ItemKey> keys = world.source.items(INBOX).stream()
                .map(item -> item.key())
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = random.nextInt(8); i > 0; i--) {
            int what = keys.isEmpty() ? 0 : random.nextInt(3);
            if (what == 0) {
                world.deliver(INBOX, World.mail("mail"));
            } else if (what == 1) {
                world.source.expunge(INBOX, keys.remove(random.nextInt(keys.size())));
            } else {
                world.source.mark(
                        INBOX, keys.get(random.nextInt(keys.size())), random.nextBoolean() ? SEEN : Marks.NONE);
            }
        }
    }

    private static List<ItemKey> undecided(FolderAccount known, List<ItemSummary> listed) {
        return keys(listed).stream()
                .filter(key -> !known.state().isDecided(key))
                .toList();
    }

    private static List<ItemKey> keys(List<ItemSummary> items) {
        return items.stream().map(ItemSummary::key).toList();
    }

    private static String facts(FolderDifference difference) {
        return difference.pending() + " "
                + difference.marks().stream()
                        .map(step -> step.copy().source() + " " + step.change())
                        .toList()
                + difference.gone().stream().map(CopiedItem::source).toList()
                + difference.account().state().copied().runs();
    }

    /** As if all had been done. */
    private static FolderAccount settled(FolderDifference difference, SourceView view) {
        List<CopiedItem> copied = new ArrayList<>();
        difference
                .pending()
                .forEach(item -> copied.add(CopiedItem.keyed(
                        item.key(), new ItemKey("9" + item.key().value()), item.marks())));
        difference.marks().forEach(step -> copied.add(step.written()));
        FolderState state = difference.account().state().withCopied(copied).withSource(view.status());
        return difference.account().with(state);
    }

    @Test
    void itemThatIsBackIsNotCopiedOnceMoreAndGetsItsMarks() {
        CopiedItem gone = CopiedItem.keyed(new ItemKey("1"), new ItemKey("11"), MarksMerge.GONE);
        FolderAccount known = known(5, gone, copied("2"));

        FolderDifference difference = FolderDifference.of(known, listing(item("1", SEEN), item("2", Marks.NONE)));

        assertThat(difference.pending()).isEmpty();
        assertThat(difference.marks())
                .extracting(MarksStep::written)
                .extracting(CopiedItem::marks)
                .containsExactly(SEEN);
        assertThat(difference.gone()).isEmpty();
    }

    @Test
    void goneItemIsFoundOutOnce() {
        FolderAccount known = known(5, copied("1"), copied("2"));
        SourceView view = listing(item("2", Marks.NONE));

        FolderDifference first = FolderDifference.of(known, view);
        FolderDifference second = FolderDifference.of(first.account(), view);

        assertThat(first.gone()).extracting(CopiedItem::source).containsExactly(new ItemKey("1"));
        assertThat(second.isNothing()).isTrue();
        assertThat(second.account().state().isDecided(new ItemKey("1"))).isTrue();
    }

    @Test
    void changesThatDoNotAddUpAreNotBelieved() {
        FolderAccount known = known(2, copied("1"), copied("2"));

        assertThat(changes(2, Set.of(), item("1", SEEN)).addsUp(known.state())).isTrue();
        assertThat(changes(3, Set.of(), item("3", SEEN)).addsUp(known.state())).isTrue();
        assertThat(changes(2, Set.of("2"), item("3", SEEN)).addsUp(known.state()))
                .isTrue();
        assertThat(changes(1, Set.of()).addsUp(known.state())).isFalse();
        assertThat(changes(3, Set.of()).addsUp(known.state())).isFalse();
        assertThat(changes(2, Set.of(), item("3", SEEN)).addsUp(known.state())).isFalse();
        assertThat(changes(2, Set.of("2")).addsUp(known.state())).isFalse();
    }

    private static FolderAccount known(long items, CopiedItem... copied) {
        FolderStatus status = new FolderStatus("7", "9", items, "5", "");
        FolderState state = FolderState.fresh(status, new FolderMark("1", "1")).withCopied(List.of(copied));
        return FolderAccount.of(state);
    }

    private static CopiedItem copied(String key) {
        return CopiedItem.keyed(new ItemKey(key), new ItemKey("1" + key), Marks.NONE);
    }

    private static ItemSummary item(String key, Marks marks) {
        return new ItemSummary(new ItemKey(key), 10, marks);
    }

    private static SourceView listing(ItemSummary... items) {
        return SourceView.of(new FolderListing(new FolderStatus("7", "9", items.length, "6", ""), List.of(items)));
    }

    private static SourceView changes(long messages, Set<String> vanished, ItemSummary... changed) {
        return SourceView.of(new FolderChanges(
                new FolderStatus("7", "9", messages, "6", ""),
                List.of(changed),
                key -> vanished.contains(key.value())));
    }

    @Test
    void looksAsCloselyAsItMust() {
        FolderStatus counted = new FolderStatus("7", "9", 2, "5", "");
        FolderStatus later = new FolderStatus("7", "9", 2, "6", "");
        FolderStatus uncounted = new FolderStatus("7", "9", 2, "", "");
        FolderStatus rebuilt = new FolderStatus("8", "9", 2, "5", "");

        assertThat(look(counted, counted)).isEqualTo(SourceLook.NONE);
        assertThat(look(counted, later)).isEqualTo(SourceLook.CHANGES);
        assertThat(look(counted, rebuilt)).isEqualTo(SourceLook.LISTING);
        assertThat(look(counted, uncounted)).isEqualTo(SourceLook.LISTING);
        assertThat(look(uncounted, uncounted)).isEqualTo(SourceLook.LISTING);
        assertThat(look(uncounted, counted)).isEqualTo(SourceLook.LISTING);
        assertThat(look(FolderStatus.UNKNOWN, FolderStatus.UNKNOWN)).isEqualTo(SourceLook.LISTING);
    }

    @Test
    void unfinishedFolderIsListedInFull() {
        FolderStatus counted = new FolderStatus("7", "9", 2, "5", "");
        FolderState through =
                FolderState.fresh(counted, new FolderMark("1", "1")).withCopied(List.of(copied("1")));
        Intent intent = new Intent(List.of(new ItemKey("2")), World.JANUARY);
        FolderTally oneLeft = new FolderTally(2, 1, 0, 0, 0, 0);

        assertThat(look(through.withIntent(intent), counted)).isEqualTo(SourceLook.LISTING);
        assertThat(look(through.withSuspects(Suspects.NONE.plus(List.of(intent), World.JANUARY)), counted))
                .isEqualTo(SourceLook.LISTING);
        assertThat(look(
                        through.withFates(Map.of(new ItemKey("2"), org.stagepost.model.FailureCode.ITEM_REFUSED)),
                        counted))
                .isEqualTo(SourceLook.LISTING);
        assertThat(SourceLook.of(new FolderAccount(through, oneLeft), counted, false))
                .isEqualTo(SourceLook.LISTING);
    }

    @Test
    void mirrorLooksAgainWhereCopiesOutlivedTheirItems() {
        FolderStatus counted = new FolderStatus("7", "9", 1, "5", "");
        FolderState state = FolderState.fresh(counted, new FolderMark("1", "1"))
                .withCopied(List.of(copied("1").marked(MarksMerge.GONE), copied("2")));

        assertThat(SourceLook.of(FolderAccount.of(state), counted, true)).isEqualTo(SourceLook.LISTING);
        assertThat(SourceLook.of(FolderAccount.of(state), counted, false)).isEqualTo(SourceLook.NONE);
    }

    private static SourceLook look(FolderStatus before, FolderStatus now) {
        return look(FolderState.fresh(before, new FolderMark("1", "1")), now);
    }

    private static SourceLook look(FolderState state, FolderStatus now) {
        return SourceLook.of(FolderAccount.of(state), now, false);
    }

    @Test
    void copiesAreCountedAndLeftOut() {
        CopiedItems items = CopiedItems.NONE.plus(List.of(
                copied("1"), copied("2"), copied("3"), CopiedItem.keyed(new ItemKey("x"), new ItemKey("y"), SEEN)));
        CopiedItems less = items.minus(new HashSet<>(Set.of(new ItemKey("2"), new ItemKey("x"))));

        assertThat(items.size()).isEqualTo(4);
        assertThat(less.stream().map(item -> item.source().value())).containsExactly("1", "3");
        assertThat(items.marked(SEEN)).extracting(CopiedItem::source).containsExactly(new ItemKey("x"));
    }
}
