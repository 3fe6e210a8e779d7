package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final CopySession session;
    private final FolderPair pair;
    private final PermittedMarks permitted;
    private final SlicePlanner planner;
    private final Instant plannedAt;
    private final List<PartTransfer> unsettled = new ArrayList<>();
    private final List<SkippedItem> skippedItems = new ArrayList<>();
    /** Items that are to have their copies in other folders, unless that comes to nothing. */
    private List<ItemSummary> open;

    private FolderAccount account;
    private @Nullable JournalEntry stored;
    private boolean givenUp;
    private boolean touched = true;
    private Alterations alterations = Alterations.NONE;
    private long pending;
    private @Nullable Pending<FolderMark> end;

    private FolderCopy(CopySession session, FolderBeginning beginning) {
        this.session = session;
        this.pair = beginning.open().pair();
        this.permitted = beginning.permitted();
        FolderDifference difference = beginning.difference();
        FolderAccount marked = withMarks(difference.account(), beginning.marks());
        this.account = withoutPoison(mirrored(marked), difference.pending());
        Shares shares = shares(this.account.pending(difference.pending()));
        this.account = this.account.labelled(shares.elsewhere());
        this.open = shares.open();
        this.pending = shares.here().size() + shares.open().size();
        this.planner =
                new SlicePlanner(pair.path(), shares.here(), beginning.open().skipped());
        this.plannedAt = session.now();
    }

    /**
     * @param before as the journal has it; empty if it does not
     * @throws MigrationException of reach FOLDER: nothing was stored, the folder may be opened again
     */
    static FolderCopy of(CopySession session, FolderBeginning beginning, Optional<JournalEntry> before) {
        FolderCopy copy = new FolderCopy(session, beginning);
        if (copy.planner.isThrough()) {
            copy.audit(beginning.recovered().state().tbase()); // nothing has arrived since it was recovered
        }
        copy.stored = before.filter(copy.entry()::sameAs).orElse(null);
        session.context().progress().planned(copy.pending, copy.planner.sizeBytes());
        return copy;
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
        return isCopied() && open.isEmpty();
    }

    private boolean isCopied() {
        return unsettled.isEmpty() && planner.isThrough();
    }

    /** What became in other folders of the items that these are to copy may be known by now. */
    void share() {
        Shares shares = shares(open);
        if (shares.open().size() == open.size()) {
            return;
        }
        touched = true;
        open = shares.open();
        account = account.labelled(shares.elsewhere());
        pending -= shares.elsewhere().size();
        planner.add(shares.here());
        session.context().progress().committed(pair.path(), shares.elsewhere().size(), 0);
    }

    private Shares shares(List<ItemSummary> items) {
        return Shares.of(items, item -> session.holders().place(pair.path(), item));
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
        part.send();
        if (planner.isThrough() && unsettled.stream().allMatch(PartTransfer::isSent)) {
            end = session.target().mark(pair.target()); // for the audit, on its way with the last outcome
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
        hold(result.copied().keySet(), result.fates());
        pending -= result.decided();
        skippedItems.addAll(result.skipped());
        alterations = alterations.plus(result.alterations());
        if (result.failure() == null) {
            unsettled.remove(part);
            account = account.with(
                    account.state().withSliceMillis(part.underWayFor().toMillis()));
            again(part, result.undecided());
            completeMarks(result);
            planner.decided(result.copied().keySet());
            planner.decided(result.fates().keySet());
            Pending<FolderMark> mark = end;
            if (isCopied() && mark != null) {
                audit(mark.await());
            }
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
        JournalEntry before = stored;
        return before != null && now.sameAs(before) ? Optional.empty() : Optional.of(now);
    }

    /** True until the journal holds an entry of this opening. */
    boolean isNew() {
        return stored == null;
    }

    void stored(JournalEntry entry) {
        stored = entry;
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

    private void audit(FolderMark mark) {
        account = new Audit(session, pair).upTo(mark, account).account();
    }

    /** Copies whose keys the target did not tell are looked for among what has arrived. */
    private SliceResult withKeys(SliceResult result, PartTransfer part) {
        if (result.unkeyed().isEmpty()) {
            return result;
        }
        FolderState state = account.state();
        FolderMark mark =
                OpenedFolder.checked(session.target().mark(pair.target()).await(), state.tbase());
        Strangers arrived = new Strangers(session, pair);
        arrived.look(state.tbase(), mark, state.copied().plus(result.copied().values()));
        if (unsettled.stream().noneMatch(other -> other != part && other.isSent())) {
            account = account.with(state.withTbase(mark));
        }
        return result.withKeys(arrived.takenFor(List.copyOf(result.unkeyed().values())));
    }

    /** Items that broke the connection whenever they were on the way are not tried again in this run. */
    private FolderAccount withoutPoison(FolderAccount before, List<ItemSummary> undecided) {
        Map<ItemKey, FailureCode> fates = new LinkedHashMap<>();
        SkippedItems skipped = new SkippedItems(pair.path());
        for (ItemSummary item : undecided) {
            for (PoisonItem poison : session.context().attempt().poison()) {
                if (poison.isItem(pair.path(), item.key())) {
                    fates.put(item.key(), poison.fate());
                    skipped.poison(item, poison);
                }
            }
        }
        skippedItems.addAll(skipped.list());
        session.holders().skipped(pair.path(), before.state(), fates.keySet());
        return before.settled(SliceResult.decided(fates));
    }

    private void hold(Set<ItemKey> copied, Map<ItemKey, FailureCode> fates) {
        Set<ItemKey> skipped = new HashSet<>(fates.keySet());
        skipped.removeIf(key -> fates.get(key) == FailureCode.ITEM_VANISHED);
        session.holders().copied(pair.path(), state(), copied);
        session.holders().skipped(pair.path(), state(), skipped);
    }

    private FolderAccount withMarks(FolderAccount before, MarksUpdate update) {
        List<CopiedItem> written = update.written();
        alterations = alterations.plus(update.alterations());
        return before.with(before.state().withCopied(written));
    }

    /** Some of the marks may pass by themselves. */
    private void completeMarks(SliceResult result) {
        if (result.bare().isEmpty()) {
            return;
        }
        List<MarksStep> steps = new ArrayList<>();
        result.bare().forEach((source, wanted) -> account.state()
                .copied()
                .find(source)
                .filter(copy -> copy.copy().isPresent())
                .ifPresent(copy -> steps.add(new MarksStep(copy, wanted))));
        alterations = alterations.plus(new Alterations(0, 0, result.bare().size() - steps.size()));
        MarksUpdate update = new MarksUpdate(session.target(), pair.target(), permitted);
        update.ask(steps);
        account = withMarks(account, update);
        if (end != null) {
            end = session.target().mark(pair.target()); // they may have been sent again since it was asked for
        }
    }

    private FolderAccount mirrored(FolderAccount before) {
        return session.context().settings().mirror()
                ? new Mirror(session.source(), session.target(), pair).follow(before)
                : before;
    }
}
