package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One folder on its way: brought up to date when it is opened, then copied slice by slice.
 * Before a slice is sent, the journal holds it as the intent; that was stored together with the slice before it.
 */
final class FolderCopy {
    /** How often the target is asked for its position: after a crash, so many slices are looked through. */
    private static final int SLICES_PER_MARK = 10;

    private final CopySession session;
    private final FolderPair pair;
    private final PermittedMarks permitted;
    private final SlicePlanner planner;
    private FolderAccount account;
    private JournalEntry entry;
    private Slice planned;
    private Alterations alterations = Alterations.NONE;
    private long pending;
    private int slices;

    private FolderCopy(CopySession session, FolderPair pair, Opened opened, FolderAccount account) {
        this.session = session;
        this.pair = pair;
        this.permitted = new PermittedMarks(session.target(), pair.target());
        this.account = withMarks(account, opened.listing());
        List<ItemSummary> undecided = account.pending(opened.listing().items());
        this.pending = undecided.size();
        this.planner = new SlicePlanner(
                pair.path(), undecided, opened.skipped(), session.context().settings());
        this.planned = plan();
        this.entry = this.account.entry(pair, pending);
    }

    /** @param skipped in earlier runs */
    private record Opened(FolderListing listing, Set<ItemKey> skipped) {}

    /** @throws MigrationException of reach FOLDER: nothing was stored, the folder may be opened again */
    static FolderCopy open(CopySession session, FolderPair pair, Optional<JournalEntry> before) {
        FolderListing listing = session.source().list(pair.path()).await();
        Optional<FolderAccount> known = before.flatMap(FolderAccount::of);
        Set<ItemKey> skipped = known.map(account -> account.state().skipped()).orElse(Set.of());
        Set<ItemKey> listed = listing.items().stream().map(ItemSummary::key).collect(Collectors.toSet());
        FolderAccount account =
                new Recovery(session, pair, listing).recover(known.map(old -> old.reconsidered(listed::contains)));
        FolderCopy copy = new FolderCopy(session, pair, new Opened(listing, skipped), account);
        if (before.filter(copy.entry::sameAs).isEmpty()) {
            session.journal().reopen(copy.entry);
        }
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

    /** What the journal holds. */
    JournalEntry entry() {
        return entry;
    }

    FolderState state() {
        return account.state();
    }

    Alterations alterations() {
        return alterations;
    }

    /** The next slice; without keys when the folder is through. */
    Slice planned() {
        return planned;
    }

    /** Copies the planned slice, stores what became of it, and plans the next. */
    void copy() {
        Slice slice = planned;
        Instant started = now();
        ItemFitter fitter = new ItemFitter(
                permitted, planner.items(), account.state().intents().get(0).plannedAt());
        SliceResult result = new SliceTransfer(session, pair, fitter).run(slice.keys());
        if (result.failure() != null) {
            saveUnfinished(result);
            throw result.failure();
        }
        account = account.settled(withKeys(result));
        slices++;
        planned = plan();
        if (planned.keys().isEmpty() || slices % SLICES_PER_MARK == 0) {
            account = account.with(account.state().withTbase(mark()));
        }
        long millis = Duration.between(started, now()).toMillis();
        account = account.with(account.state().withSliceMillis(Math.max(0, millis)));
        save(result, slice.keys().size());
        session.context().progress().committed(pair.path(), slice.keys().size(), slice.sizeBytes());
    }

    /** What the target had taken is not asked for again; the intent stays: the rest may have arrived all the same. */
    private void saveUnfinished(SliceResult result) {
        if (result.decided() > 0) {
            account = account.settled(result);
            save(result, result.decided());
            session.context().progress().committed(pair.path(), result.decided(), result.sizeBytes());
        }
    }

    private void save(SliceResult result, long decided) {
        pending -= decided;
        JournalEntry next = account.entry(pair, pending);
        session.journal().save(next, result.skipped());
        entry = next;
        alterations = alterations.plus(result.alterations());
    }

    private Slice plan() {
        Slice next = planner.next();
        if (!next.keys().isEmpty()) {
            account = account.with(account.state().withIntent(new Intent(next.keys(), now())));
        }
        return next;
    }

    /** Copies whose keys the target did not tell are looked for among what has arrived. */
    private SliceResult withKeys(SliceResult result) {
        if (result.unkeyed().isEmpty()) {
            return result;
        }
        FolderMark mark = mark();
        FolderState state = account.state();
        Strangers arrived = new Strangers(session.target(), pair.target());
        arrived.lookSince(state.tbase(), state.copied().plus(result.copied().values()));
        account = account.with(state.withTbase(mark));
        return result.withKeys(arrived.adoptedAs(List.copyOf(result.unkeyed().values())));
    }

    private FolderMark mark() {
        return checked(session.target().mark(pair.target()).await(), account.state());
    }

    private FolderAccount withMarks(FolderAccount before, FolderListing listing) {
        MarksUpdate update = new MarksUpdate(session.target(), pair.target(), permitted);
        List<CopiedItem> written =
                update.write(MarksMerge.steps(listing.items(), before.state().copied()));
        alterations = alterations.plus(update.alterations());
        return before.with(before.state().withCopied(written));
    }

    private Instant now() {
        return session.context().clock().instant();
    }
}
