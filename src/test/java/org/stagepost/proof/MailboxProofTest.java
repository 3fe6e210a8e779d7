package org.stagepost.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stagepost.proof.ProofWorld.INBOX;
import static org.stagepost.proof.ProofWorld.JANUARY;
import static org.stagepost.proof.ProofWorld.WORK;
import static org.stagepost.proof.ProofWorld.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.Allowance;
import org.stagepost.sync.Approval;
import org.stagepost.sync.FolderChoice;
import org.stagepost.sync.SkippedItem;

class MailboxProofTest {
    private static final Marks SEEN = new Marks(Set.of(Marks.Flag.SEEN), Set.of());

    private final ProofWorld world = new ProofWorld();

    static Stream<Depth> depths() {
        return Stream.of(Depth.QUICK, Depth.ITEMS, Depth.sample(5000), Depth.FULL);
    }

    @BeforeEach
    void fill() {
        world.source.folder(WORK);
        for (int number = 1; number <= 5; number++) {
            world.deliver(INBOX, mail("m" + number));
            world.deliver(WORK, mail("w" + number));
        }
    }

    @ParameterizedTest
    @MethodSource("depths")
    void findsNothingWhereNothingWasChanged(Depth depth) {
        ProofTally tally = world.sync().prove(depth);

        assertThat(world.differences).isEmpty();
        assertThat(tally.of(Fate.COPIED)).isEqualTo(10);
        assertThat(tally.inSource()).isEqualTo(10);
        assertThat(tally.otherMail()).isZero();
    }

    @ParameterizedTest
    @MethodSource("depths")
    void namesACopyThatIsGone(Depth depth) {
        world.sync();
        world.target.expunge(INBOX, world.copy(INBOX, "m2"));

        assertThat(world.told(depth)).containsExactly("missing INBOX 2 \"m2\": it was target item 2");
        assertThat(world.fates(depth)).hasSize(10).contains("INBOX 2 missing (it was target item 2)");
    }

    @Test
    void namesOneOfEachKindAndNothingElse() {
        world.sync();
        world.target.expunge(INBOX, world.copy(INBOX, "m1"));
        world.target.expunge(INBOX, world.copy(INBOX, "m2"));
        world.target.deliver(INBOX, mail("m2", "Another text"));
        world.target.mark(WORK, world.copy(WORK, "w3"), SEEN);
        world.target.deliver(WORK, mail("w4"));

        assertThat(world.told(Depth.FULL))
                .containsExactly(
                        "missing INBOX 1 \"m1\": it was target item 1",
                        "differing INBOX 2 \"m2\": another item of its name: body: 96 bytes at the source, 98 on the "
                                + "target; target item 6",
                        "differing Work 3 \"w3\": flags: \\Seen only on the target; target item 3",
                        "additional Work 6 \"w4\": one copy more than the source has items");
    }

    @Test
    void aBodyThatWasChangedInPlaceIsSeenByReadingIt() {
        world.sync();
        List<MemoryItem> all = world.target.items(INBOX);
        all.forEach(item -> world.target.expunge(INBOX, item.key()));
        world.target.rebuild(INBOX);
        all.forEach(item -> world.target.deliver(
                INBOX, MemoryItem.of(item.text().replace("Text of m3", "text of m3"), JANUARY, item.marks())));

        assertThat(world.told(Depth.ITEMS)).isEmpty();
        assertThat(world.prove(Depth.ITEMS).of(Fate.COPIED)).isEqualTo(10);
        assertThat(world.prove(Depth.FULL).of(Fate.DIFFERING)).isEqualTo(1);
    }

    @Test
    void mailOfOthersIsNoDifference() {
        world.sync();
        world.target.deliver(INBOX, mail("foreign"));

        ProofTally tally = world.prove(Depth.FULL);

        assertThat(world.differences).isEmpty();
        assertThat(tally.otherMail()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("depths")
    void whatArrivedSinceIsNew(Depth depth) {
        world.sync();
        world.deliver(INBOX, mail("late"));
        world.source.folder(FolderPath.of("Fresh"));
        world.deliver(FolderPath.of("Fresh"), mail("later"));

        assertThat(world.told(depth))
                .containsExactlyInAnyOrder(
                        "new INBOX 6 \"late\": not copied yet; the next sync does it",
                        "new Fresh 1 \"later\": not copied yet; the next sync does it");
    }

    @ParameterizedTest
    @MethodSource("depths")
    void whatWasDeletedSinceHasVanished(Depth depth) {
        world.sync();
        world.source.expunge(INBOX, new ItemKey("3"));
        world.source.remove(WORK);

        ProofTally tally = world.prove(depth);

        assertThat(world.differences).isEmpty();
        assertThat(tally.of(Fate.VANISHED)).isEqualTo(6);
        assertThat(tally.inSource()).isEqualTo(10);
    }

    @Test
    void excludedFoldersAreCounted() {
        world.folders = FolderChoice.without(List.of("Work"));

        ProofTally tally = world.sync().prove(Depth.FULL);

        assertThat(world.differences).isEmpty();
        assertThat(tally.of(Fate.EXCLUDED)).isEqualTo(5);
        assertThat(tally.of(Fate.COPIED)).isEqualTo(5);
    }

    @Test
    void skippedItemsCountUntilTheyAreApproved() {
        world.target.refusing((folder, item) ->
                item.text().contains("m4") ? Optional.of(FailureCode.ITEM_TOO_LARGE) : Optional.empty());
        world.sync();

        assertThat(world.told(Depth.FULL)).hasSize(1).first().asString().startsWith("skipped INBOX 4 \"m4\"");

        SkippedItem item = world.skipped.get(0);
        world.skipped = List.of(new SkippedItem(
                item.folder(),
                item.key(),
                item.reason(),
                "",
                JANUARY,
                "",
                "",
                1,
                "",
                new Approval("root", JANUARY, "too large for anybody")));
        assertThat(world.told(Depth.FULL)).isEmpty();
        assertThat(world.fates(Depth.FULL))
                .contains("INBOX 4 skipped (ITEM_TOO_LARGE; approved by root at 2026-01-05T08:00:00Z: too large for "
                        + "anybody)");
    }

    @Test
    void aKeywordThatTheTargetCannotKeepIsNoDifference() {
        world.target.permitting(marks -> new Marks(marks.flags(), Set.of()));
        world.deliver(INBOX, marked(new Marks(Set.of(), Set.of("$Work"))));

        ProofTally tally = world.sync().prove(Depth.ITEMS);

        assertThat(world.differences).isEmpty();
        assertThat(tally.altered()).isEqualTo(1);
        assertThat(world.fates(Depth.ITEMS)).contains("INBOX 6 copied ($Work not kept by the target)");
    }

    @Test
    void aKeywordThatSomebodyRemovedIsADifference() {
        world.deliver(INBOX, marked(new Marks(Set.of(), Set.of("$Work"))));
        world.sync();
        world.target.mark(INBOX, world.copy(INBOX, "marked"), Marks.NONE);

        assertThat(world.told(Depth.ITEMS))
                .containsExactly("differing INBOX 6 \"marked\": flags: $Work missing on the target; target item 6");
    }

    @Test
    void marksThatTheSourceChangedSinceAreTheNextSyncs() {
        world.sync();
        world.source.mark(INBOX, new ItemKey("1"), SEEN);

        assertThat(world.told(Depth.ITEMS))
                .containsExactly("differing INBOX 1 \"m1\": flags: \\Seen missing on the target (changed at the source "
                        + "since the last sync); target item 1");
    }

    @ParameterizedTest
    @MethodSource("depths")
    void marksThatTheSourceDoesNotTellAreNotProven(Depth depth) {
        world.sync();
        world.source.mark(INBOX, new ItemKey("1"), Marks.UNKNOWN);

        assertThat(world.told(depth))
                .isEqualTo(
                        depth.kind() == Depth.Kind.QUICK
                                ? List.of()
                                : List.of("unread INBOX 1 \"\": at the source: the server does not tell its flags"));
    }

    @Test
    void marksThatTheTargetDoesNotTellAreNotProven() {
        world.sync();
        world.target.mark(INBOX, world.copy(INBOX, "m1"), Marks.UNKNOWN);
        world.source.mark(WORK, new ItemKey("1"), Marks.UNKNOWN);
        world.target.mark(WORK, world.copy(WORK, "w1"), Marks.UNKNOWN);

        assertThat(world.told(Depth.ITEMS))
                .containsExactly(
                        "unread INBOX 1 \"\": on the target: the server does not tell its flags",
                        "unread Work 1 \"\": at the source: the server does not tell its flags; on the target: the "
                                + "server does not tell its flags");
    }

    @Test
    void marksThatTheTargetDoesNotTellAreNotWhatDiffers() {
        world.sync();
        world.target.expunge(INBOX, world.copy(INBOX, "m2"));
        ItemKey other = world.target.deliver(INBOX, mail("m2", "Another text"));
        world.target.mark(INBOX, other, Marks.UNKNOWN);

        assertThat(world.told(Depth.ITEMS))
                .containsExactly("differing INBOX 2 \"m2\": another item of its name: body: 96 bytes at the source, 98 "
                        + "on the target; target item 6");
    }

    private static MemoryItem marked(Marks marks) {
        return MemoryItem.of("Subject: marked\r\n\r\ntext\r\n", JANUARY, marks);
    }

    @Test
    void datesThatWereClampedAreNoDifferenceAndOthersAre() {
        world.deliver(
                INBOX, MemoryItem.of("Subject: old\r\n\r\nx\r\n", Instant.parse("1900-01-01T00:00:00Z"), Marks.NONE));
        world.deliver(
                INBOX, MemoryItem.of("Subject: far\r\n\r\nx\r\n", Instant.parse("2100-01-01T00:00:00Z"), Marks.NONE));
        world.sync();
        ItemKey moved = world.copy(INBOX, "m5");
        MemoryItem copy = world.target.items(INBOX).get(4);
        world.target.expunge(INBOX, moved);
        world.target.deliver(INBOX, MemoryItem.of(copy.text(), JANUARY.plusSeconds(60), copy.marks()));

        assertThat(world.told(Depth.ITEMS))
                .containsExactly("differing INBOX 5 \"m5\": received date: 2026-01-05T08:00:00Z at the source, "
                        + "2026-01-05T08:01:00Z on the target; target item 8");
        assertThat(world.prove(Depth.ITEMS).altered()).isEqualTo(2);
    }

    @Test
    void equalItemsStayAsManyAsTheyAre() {
        world.deliver(INBOX, mail("m1"));
        world.deliver(INBOX, mail("m1"));
        world.sync();
        world.target.expunge(INBOX, world.copy(INBOX, "m1"));

        assertThat(world.told(Depth.FULL)).hasSize(1).first().asString().startsWith("missing INBOX");

        world.target.deliver(INBOX, mail("m1"));
        assertThat(world.told(Depth.FULL)).isEmpty();

        world.target.deliver(INBOX, mail("m1"));
        assertThat(world.told(Depth.FULL)).hasSize(1).first().asString().startsWith("additional INBOX");
    }

    @ParameterizedTest
    @MethodSource("depths")
    void aTargetThatTellsNoKeysIsProvenByContent(Depth depth) {
        world.target.with(List.of());

        world.sync().prove(depth);

        assertThat(world.differences).isEmpty();
    }

    @Test
    void copiesOfALostJournalAreFound() {
        world.sync();
        ProofTally tally = new ProofWorldWithoutJournal(world).prove();

        assertThat(tally.of(Fate.FOUND)).isEqualTo(10);
    }

    /** The same mailboxes, and nothing recorded. */
    private record ProofWorldWithoutJournal(ProofWorld world) {
        ProofTally prove() {
            ProofPlan plan =
                    new ProofPlan(Depth.ITEMS, List.of(), FolderChoice.ALL, List.of(), new CopyTime(JANUARY, JANUARY));
            return new MailboxProof(
                            new MailboxToRead(world.source.source(), world.allowance),
                            new MailboxToRead(world.target.source(), world.allowance),
                            world.target::target,
                            plan,
                            world,
                            () -> false)
                    .prove();
        }
    }

    @Test
    void aLabelledItemHasItsCopyElsewhere() {
        world.source.with(List.of(Capability.LABELS));
        world.deliver(INBOX, mail("both").identified("x1"));
        world.deliver(WORK, mail("both").identified("x1"));

        ProofTally tally = world.sync().prove(Depth.FULL);

        assertThat(world.differences).isEmpty();
        assertThat(tally.of(Fate.LABELLED)).isEqualTo(1);
        assertThat(tally.of(Fate.COPIED)).isEqualTo(11);
    }

    /** "both" is shown by INBOX, which holds the copy as its item 6, and by Work. */
    private void labelled() {
        world.source.with(List.of(Capability.LABELS));
        world.deliver(INBOX, mail("both").identified("x1"));
        world.deliver(WORK, mail("both").identified("x1"));
        world.sync();
    }

    @ParameterizedTest
    @MethodSource("depths")
    void aLabelledItemIsMissingWhereItsHolderHasNoCopy(Depth depth) {
        labelled();
        world.target.expunge(INBOX, world.copy(INBOX, "both"));

        assertThat(world.told(depth))
                .containsExactlyInAnyOrder(
                        "missing INBOX 6 \"both\": it was target item 6",
                        "missing Work 6 \"both\": its copy is not in INBOX");
        assertThat(world.prove(depth).of(Fate.LABELLED)).isZero();
    }

    @Test
    void aLabelledItemDiffersWhereItsHolderHasAnotherText() {
        labelled();
        world.target.rebuild(INBOX);
        List<MemoryItem> all = world.target.items(INBOX);
        all.forEach(item -> world.target.expunge(INBOX, item.key()));
        all.forEach(item -> world.target.deliver(
                INBOX, MemoryItem.of(item.text().replace("Text of both", "text of both"), JANUARY, item.marks())));

        assertThat(world.prove(Depth.FULL).of(Fate.LABELLED)).isZero();
        assertThat(world.differences).extracting(Difference::folder).containsExactlyInAnyOrder(INBOX, WORK);
    }

    @Test
    void aLabelledItemIsProvenWhenItsHolderShowsItNoMore() {
        labelled();
        world.source.expunge(INBOX, new ItemKey("6"));

        for (Depth depth : depths().toList()) {
            assertThat(world.told(depth)).isEmpty();
            assertThat(world.fates(depth)).contains("Work 6 labelled (its copy is in INBOX)", "INBOX 6 vanished");
        }
    }

    @ParameterizedTest
    @MethodSource("depths")
    void aLabelledItemIsFoundInAHolderThatWasRebuilt(Depth depth) {
        labelled();
        world.target.rebuild(INBOX);

        assertThat(world.told(depth)).isEmpty();
        assertThat(world.prove(depth).of(Fate.LABELLED)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("depths")
    void aLabelledItemIsFoundWhereItsCopyWasRestored(Depth depth) {
        labelled();
        world.target.expunge(INBOX, world.copy(INBOX, "both"));
        world.target.deliver(INBOX, mail("both"));

        boolean isQuick = depth.kind() == Depth.Kind.QUICK;
        assertThat(world.prove(depth).of(Fate.LABELLED)).isEqualTo(isQuick ? 0 : 1);
        assertThat(world.differences).hasSize(isQuick ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("depths")
    void theCopyOfAnotherItemIsNotTheCopyOfALabelledOne(Depth depth) {
        labelled();
        world.deliver(INBOX, mail("both").identified("x2"));
        world.sync();
        world.target.expunge(INBOX, world.copy(INBOX, "both"));

        assertThat(world.told(depth))
                .containsExactlyInAnyOrder(
                        "missing INBOX 6 \"both\": it was target item 6",
                        "missing Work 6 \"both\": its copy is not in INBOX");
    }

    @Test
    void theMarksOfALabelledItemAreComparedWhereItsHolderShowsItNoMore() {
        labelled();
        world.source.expunge(INBOX, new ItemKey("6"));
        world.target.mark(INBOX, world.copy(INBOX, "both"), SEEN);

        assertThat(world.told(Depth.ITEMS))
                .containsExactly("differing Work 6 \"both\": flags: \\Seen only on the target; target item 6 in INBOX");
    }

    @ParameterizedTest
    @MethodSource("depths")
    void aHolderIsListedOnceForAllThatAskForItInARow(Depth depth) {
        FolderPath more = FolderPath.of("X more");
        world.source.with(List.of(Capability.LABELS));
        world.source.folder(more);
        for (FolderPath folder : List.of(INBOX, WORK, more)) {
            world.deliver(folder, mail("both").identified("x1"));
        }
        world.sync();
        CountingTap tap = new CountingTap("list INBOX");
        world.target.tappedBy(tap);

        assertThat(world.prove(depth).of(Fate.LABELLED)).isEqualTo(2);
        assertThat(tap.heard).hasValue(2);
    }

    private static final class CountingTap implements WireTap {
        private final String meant;
        private final AtomicInteger heard = new AtomicInteger();

        CountingTap(String meant) {
            this.meant = meant;
        }

        @Override
        public void before(String call) {
            if (call.equals(meant)) {
                heard.incrementAndGet();
            }
        }
    }

    /** Fails when it is asked for that. */
    private record FailingTap(String meant, FailureCode code) implements WireTap {
        @Override
        public void before(String call) {
            if (call.equals(meant)) {
                throw new MigrationException(code, "no " + call);
            }
        }
    }

    @Test
    void whatIsProvenStaysSoWhereAServerNamesItNoMore() {
        world.sync();
        world.target.expunge(INBOX, world.copy(INBOX, "m2"));
        world.source.tappedBy(new FailingTap("ask INBOX", FailureCode.MAILBOX_THROTTLED));

        assertThat(world.told(Depth.ITEMS)).containsExactly("missing INBOX 2 \"\": it was target item 2");
    }

    /** One side waits for its turn: some seconds, if nothing else ends that. */
    private static final class OneWaits implements Allowance {
        private static final int LONG = 3000;

        private final boolean targetWaits;
        private final AtomicInteger turns = new AtomicInteger();

        OneWaits(boolean targetWaits) {
            this.targetWaits = targetWaits;
        }

        @Override
        public boolean isSlow() {
            return true;
        }

        @Override
        public int sliceItems() {
            return 3;
        }

        @Override
        public long sliceBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean take(int items, long sizeBytes) {
            if (Thread.currentThread().getName().equals("verify-target") != targetWaits) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
            return turns.incrementAndGet() > LONG;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneSideDoesNotGoOnWhereTheOtherOneFailed(boolean targetWaits) {
        world.sync();
        OneWaits allowance = new OneWaits(targetWaits);
        world.allowance = allowance;
        (targetWaits ? world.source : world.target)
                .tappedBy(new FailingTap("fingerprints INBOX", FailureCode.MAILBOX_THROTTLED));

        assertThatThrownBy(() -> world.prove(Depth.ITEMS)).hasMessageContaining("no fingerprints INBOX");
        assertThat(allowance.turns).hasValueLessThan(OneWaits.LONG);
    }

    @Test
    void theMarksOfALabelledItemAreComparedInItsHolder() {
        labelled();
        world.target.mark(INBOX, world.copy(INBOX, "both"), SEEN);

        assertThat(world.told(Depth.FULL))
                .containsExactly("differing INBOX 6 \"both\": flags: \\Seen only on the target; target item 6");
    }

    @ParameterizedTest
    @MethodSource("depths")
    void anEmptyFolderThatTheTargetLacksIsADifference(Depth depth) {
        FolderPath empty = FolderPath.of("Empty");
        world.source.folder(empty);
        world.sync();
        assertThat(world.told(depth)).isEmpty();

        world.target.remove(empty);

        assertThat(world.told(depth)).containsExactly("folder Empty  \"\": the target has no folder Empty");
        world.folders = FolderChoice.without(List.of("Empty"));
        assertThat(world.told(depth)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("depths")
    void anEmptyFolderThatIsNewIsADifference(Depth depth) {
        world.sync();
        world.source.folder(FolderPath.of("Fresh"));

        assertThat(world.told(depth)).containsExactly("folder Fresh  \"\": not copied yet; the next sync makes it");
    }

    @Test
    void anItemThatCannotBeReadIsNotProven() {
        world.sync();
        world.target.unreadable(item -> item.text().contains("m3"));

        assertThat(world.told(Depth.FULL))
                .containsExactly("unread INBOX 3 \"\": on the target: the message cannot be read");
    }

    @Test
    void anItemWithoutAFingerprintIsReadAndNotTakenAsDeleted() {
        world.deliver(INBOX, MemoryItem.of("Subject: bare\n\none\ntwo\n", JANUARY, Marks.NONE));
        world.sync();
        world.source.leavingOutFingerprints(item -> item.text().contains("m3")
                || item.text().contains("m4")
                || item.text().contains("bare"));
        world.target.expunge(INBOX, world.copy(INBOX, "m4"));

        assertThat(world.told(Depth.ITEMS)).containsExactly("missing INBOX 4 \"m4\": it was target item 4");
        assertThat(world.prove(Depth.ITEMS).of(Fate.COPIED)).isEqualTo(10);
        assertThat(world.prove(Depth.ITEMS).of(Fate.VANISHED)).isZero();
    }

    @ParameterizedTest
    @MethodSource("depths")
    void anItemThatIsListedAndNotDeliveredIsUnread(Depth depth) {
        world.sync();
        world.source.leavingOutFingerprints(item -> item.text().contains("m3"));
        world.source.leavingOut(item -> item.text().contains("m3"));

        assertThat(world.prove(depth).of(Fate.VANISHED)).isZero();
        assertThat(world.told(depth))
                .isEqualTo(
                        depth.kind() == Depth.Kind.QUICK
                                ? List.of()
                                : List.of("unread INBOX 3 \"\": at the source: the server lists it and does not "
                                        + "deliver it"));
    }

    @Test
    void anItemThatIsDeletedMeanwhileHasVanished() {
        world.sync();
        world.source.leavingOutFingerprints(item -> {
            boolean isMeant = item.text().contains("m3");
            if (isMeant) {
                world.source.expunge(INBOX, new ItemKey("3"));
            }
            return isMeant;
        });

        assertThat(world.fates(Depth.ITEMS)).contains("INBOX 3 vanished (deleted while it was verified)");
        assertThat(world.differences).isEmpty();
    }

    @Test
    void bareLineEndsAreAdjustedAndTheSame() {
        world.deliver(INBOX, MemoryItem.of("Subject: bare\n\none\ntwo\n", JANUARY, Marks.NONE));
        world.sync();

        assertThat(world.fates(Depth.FULL)).contains("INBOX 6 copied (line ends or NUL bytes adjusted)");
        assertThat(world.told(Depth.ITEMS)).isEmpty();
    }

    @Test
    void aRebuiltTargetFolderIsComparedByContent() {
        world.sync();
        world.target.rebuild(INBOX);

        assertThat(world.told(Depth.QUICK)).isEmpty();
        assertThat(world.items).allMatch(item -> item.fate() == Fate.FOUND || item.fate() == Fate.COPIED);
    }

    /** Counts what is read, and lets three items go at a time. */
    private static final class ThreeAtATime implements Allowance {
        private final List<Integer> taken = new ArrayList<>();
        private long bytes;

        @Override
        public boolean isSlow() {
            return true;
        }

        @Override
        public int sliceItems() {
            return 3;
        }

        @Override
        public long sliceBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public synchronized boolean take(int items, long sizeBytes) {
            taken.add(items);
            bytes += sizeBytes;
            return true;
        }
    }

    @Test
    void readsNoMoreAtATimeThanTheServersAllow() {
        ThreeAtATime allowance = new ThreeAtATime();
        world.allowance = allowance;
        world.sync();

        ProofTally tally = world.prove(Depth.FULL);

        assertThat(allowance.taken).hasSize(8).allMatch(items -> items <= 3);
        assertThat(allowance.taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
        assertThat(allowance.bytes).isEqualTo(tally.bytesRead());
    }

    @Test
    void waitsForItsTurnUntilItIsHalted() {
        world.allowance = new Allowance() {
            @Override
            public boolean isSlow() {
                return true;
            }

            @Override
            public int sliceItems() {
                return 1;
            }

            @Override
            public long sliceBytes() {
                return 1;
            }

            @Override
            public boolean take(int items, long sizeBytes) {
                world.halted = true;
                return false;
            }
        };
        world.sync();

        assertThatThrownBy(() -> world.prove(Depth.ITEMS)).hasMessageContaining("stopped");
    }

    @Test
    void stopsWhenItIsHalted() {
        world.sync().halted = true;

        assertThatThrownBy(() -> world.prove(Depth.FULL))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("stopped");
    }
}
