package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Pending;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One folder on its way: brought up to date when it is opened, then copied part by part.
 * What was planned and is not settled is the intent; it is stored before any of it is sent.
 */
final class FolderCopy {
    /** How often the target is asked for its position: after a crash, so many parts are looked through. */
    private static final int PARTS_PER_MARK = 10;

    private final CopySession session;
    private final FolderPair pair;
    private final PermittedMarks permitted;
    private final SlicePlanner planner;
    private final Instant plannedAt;
    private final List<PartTransfer> unsettled = new ArrayList<>();
    private final Deque<Checkpoint> checkpoints = new ArrayDeque<>();
    private FolderAccount account;
    private Optional<JournalEntry> stored;
    private boolean givenUp;
    private boolean touched = true;
    private final List<SkippedItem> skippedItems = new ArrayList<>();
    private Alterations alterations = Alterations.NONE;
    private long pending;
    private int sent;
    private int settled;

    /** The target's position before the n-th part was sent, from 0. */
    private record Checkpoint(int parts, Pending<FolderMark> mark) {}

    private FolderCopy(CopySession session, OpenFolder open, FolderAccount account, Set<ItemKey> skipped) {
        this.session = session;
        this.pair = open.pair();
        this.permitted = new PermittedMarks(open.target());
        this.account = withoutPoison(
                withMarks(account, open.listing().items()), open.listing().items());
        List<ItemSummary> undecided = this.account.pending(open.listing().items());
        this.pending = undecided.size();
        this.planner = new SlicePlanner(pair.path(), undecided, skipped);
        this.plannedAt = session.now();
        this.stored = Optional.empty();
    }

    /** @throws MigrationException of reach FOLDER: nothing was stored, the folder may be opened again */
    static FolderCopy open(CopySession session, OpenFolder open, Optional<JournalEntry> before) {
        Optional<FolderAccount> known = before.flatMap(FolderAccount::of);
        Set<ItemKey> skipped = known.map(account -> account.state().skipped()).orElse(Set.of());
        Set<ItemKey> listed =
                open.listing().items().stream().map(ItemSummary::key).collect(Collectors.toSet());
        FolderAccount account =
                new Recovery(session, open).recover(known.map(old -> old.reconsidered(listed::contains)));
        FolderCopy copy = new FolderCopy(session, open, account, skipped);
        copy.stored = before.filter(copy.entry()::sameAs);
        session.context().progress().planned(copy.pending, copy.planner.sizeBytes());
        return copy;
    }

    /** Refuses a position that means nothing any more. */
    static FolderMark checked(FolderMark mark, FolderState state) {
        if (!mark.identity().equals(state.tbase().identity())) {
            throw new MigrationException(FailureCode.FOLDER_REBUILT, "the target folder was rebuilt during the run");
        }
        return mark;
    }

    FolderPair pair() {
        return pair;
    }

    FolderState state() {
        return account.state();
    }

    /** Since they were asked for last. */
    Alterations takeAlterations() {
        Alterations taken = alterations;
        alterations = Alterations.NONE;
        return taken;
    }

    /** Since they were asked for last. */
    List<SkippedItem> takeSkipped() {
        List<SkippedItem> taken = List.copyOf(skippedItems);
        skippedItems.clear();
        return taken;
    }

    /** Nothing is on its way and nothing is left to be copied. */
    boolean isThrough() {
        return unsettled.isEmpty() && planner.isThrough();
    }

    boolean isPlanned() {
        return planner.isThrough();
    }

    /** True while nothing more can be planned before something is settled. */
    boolean isWaiting() {
        return planner.isWaiting();
    }

    /** True when items are to be written again that were sent with others. */
    boolean isToBeRepeated() {
        return planner.isToBeRepeated();
    }

    /** Nothing more is done here in this run; what is on its way is found by the next. */
    void giveUp() {
        givenUp = true;
        unsettled.clear();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    ItemFitter fitter(List<ItemSummary> items) {
        return new ItemFitter(permitted, items, plannedAt);
    }

    /** The next items, if they fit. They are part of the intent from now on. */
    Optional<PartTransfer> plan(Room room) {
        Optional<PartTransfer> next = planner.next(room).map(planned -> new PartTransfer(session, this, planned));
        next.ifPresent(unsettled::add);
        touched |= next.isPresent();
        return next;
    }

    void send(PartTransfer part) {
        if (sent > 0 && sent % PARTS_PER_MARK == 0) {
            checkpoint();
        }
        part.send();
        sent++;
        if (planner.isThrough() && unsettled.stream().allMatch(PartTransfer::isSent)) {
            checkpoint();
        }
    }

    /**
     * Waits for what became of the oldest part that was sent.
     *
     * @throws MigrationException when there is nothing that could be stored
     */
    SliceResult settle(PartTransfer part) {
        SliceResult answer = part.result();
        SliceResult result = answer.failure() == null ? withKeys(answer, part) : answer;
        touched = true;
        account = account.settled(result);
        pending -= result.decided();
        skippedItems.addAll(result.skipped());
        alterations = alterations.plus(result.alterations());
        if (result.failure() == null) {
            unsettled.remove(part);
            settled++;
            account = account.with(
                    account.state().withSliceMillis(part.underWayFor().toMillis()));
            again(part, result.undecided());
            planner.decided(result.copied().keySet());
            planner.decided(result.fates().keySet());
            advance();
        }
        return result;
    }

    /** What the journal does not hold yet. */
    Optional<JournalEntry> unstored() {
        if (!touched) {
            return Optional.empty();
        }
        touched = false;
        JournalEntry now = entry();
        return stored.filter(now::sameAs).isPresent() ? Optional.empty() : Optional.of(now);
    }

    /** True until the journal holds an entry of this opening. */
    boolean isNew() {
        return stored.isEmpty();
    }

    void stored(JournalEntry entry) {
        stored = Optional.of(entry);
    }

    private JournalEntry entry() {
        List<Intent> intents = unsettled.stream()
                .map(part -> new Intent(part.part().keys(), plannedAt))
                .toList();
        return account.with(account.state().withIntents(intents)).entry(pair, pending);
    }

    /** Where the target did not say which item it refused, halves are sent until it is found. */
    private void again(PartTransfer part, List<ItemKey> undecided) {
        int size = undecided.size();
        boolean all = size == part.items().size();
        int half = all && size > 1 ? (size + 1) / 2 : size;
        if (size > 0) {
            planner.again(part.only(undecided.subList(0, half)));
        }
        if (half < size) {
            planner.again(part.only(undecided.subList(half, size)));
        }
    }

    private void checkpoint() {
        if (session.targetTellsKeys()) {
            checkpoints.add(new Checkpoint(sent, session.target().mark(pair.target())));
        }
    }

    /** All that was sent before the position was asked for is settled: what is below it is known. */
    private void advance() {
        while (!checkpoints.isEmpty() && checkpoints.element().parts() <= settled) {
            FolderMark mark = checkpoints.remove().mark().await();
            account = account.with(account.state().withTbase(checked(mark, account.state())));
        }
    }

    /** Copies whose keys the target did not tell are looked for among what has arrived. */
    private SliceResult withKeys(SliceResult result, PartTransfer part) {
        if (result.unkeyed().isEmpty()) {
            return result;
        }
        FolderState state = account.state();
        FolderMark mark = checked(session.target().mark(pair.target()).await(), state);
        Strangers arrived = new Strangers(session.target(), pair.target());
        arrived.lookSince(state.tbase(), state.copied().plus(result.copied().values()));
        if (unsettled.stream().noneMatch(other -> other != part && other.isSent())) {
            account = account.with(state.withTbase(mark));
        }
        return result.withKeys(arrived.adoptedAs(List.copyOf(result.unkeyed().values())));
    }

    /** Items that broke the connection whenever they were on the way are not tried again in this run. */
    private FolderAccount withoutPoison(FolderAccount before, List<ItemSummary> listed) {
        Map<ItemKey, FailureCode> fates = new LinkedHashMap<>();
        SkippedItems skipped = new SkippedItems(pair.path());
        for (ItemSummary item : before.pending(listed)) {
            for (PoisonItem poison : session.context().attempt().poison()) {
                if (poison.isItem(pair.path(), item.key())) {
                    fates.put(item.key(), poison.fate());
                    skipped.poison(item, poison);
                }
            }
        }
        skippedItems.addAll(skipped.list());
        return before.settled(SliceResult.decided(fates));
    }

    private FolderAccount withMarks(FolderAccount before, List<ItemSummary> listed) {
        MarksUpdate update = new MarksUpdate(session.target(), pair.target(), permitted);
        List<CopiedItem> written =
                update.write(MarksMerge.steps(listed, before.state().copied()));
        alterations = alterations.plus(update.alterations());
        return before.with(before.state().withCopied(written));
    }
}
