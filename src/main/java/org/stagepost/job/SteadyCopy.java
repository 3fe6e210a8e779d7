package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.MailboxDay;
import org.stagepost.migration.Place;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.Alterations;
import org.stagepost.sync.CopyAttempt;
import org.stagepost.sync.FolderFailure;
import org.stagepost.sync.MailboxCopy;
import org.stagepost.sync.Slice;

/**
 * A mailbox copy that survives broken connections and servers that ask for a pause: it is opened again and goes on where
 * its journal says. It gives up when attempt after attempt brings no item through: an endpoint that cannot be opened is
 * the endpoint's failure, a connection that breaks whenever this mailbox is copied is the mailbox's. Used by one thread.
 */
final class SteadyCopy implements AutoCloseable {
    private final UserRun run;
    private final Waiting waiting;
    private final Setbacks setbacks;
    private final Settling settling;
    private final BiFunction<Place, CopyAttempt, MailboxCopy> opener;
    private final MailboxDay day;
    private final Narrowing narrowing = new Narrowing();
    private final AtomicLong committed = new AtomicLong();
    private Alterations earlier = Alterations.NONE;
    private @Nullable Open open;

    /** A copy, and the place that its connections need. */
    private record Open(Place place, MailboxCopy copy) {}

    /** @param day what the user's mailboxes may move today */
    SteadyCopy(
            UserRun run,
            Waiting waiting,
            BackOff backOff,
            Settling settling,
            MailboxDay day,
            BiFunction<Place, CopyAttempt, MailboxCopy> opener) {
        this.day = day;
        this.run = run;
        this.waiting = waiting;
        this.setbacks = new Setbacks(run, backOff);
        this.settling = settling;
        this.opener = opener;
    }

    /** Empty when the mailbox is through, when the run is halted, or when the user rests for today. */
    Optional<Slice> next() {
        while (!run.halted()) {
            day.usedUpUntil(run.run().jobFile()).ifPresent(run::rests);
            if (run.rest().isPresent()) {
                close();
                return Optional.empty();
            }
            makeWay();
            Optional<Optional<Slice>> planned =
                    open().flatMap(now -> attempt(now, () -> now.copy().next()));
            if (planned.isPresent()) {
                return planned.get();
            }
        }
        return Optional.empty();
    }

    /** Returns with the slice undone after a broken connection: it will be planned again. */
    void copy(Slice slice) {
        Open now = open;
        if (now == null) {
            throw new IllegalStateException("the slice was planned by a copy that is closed");
        }
        attempt(now, () -> transfer(now, slice));
    }

    private Slice transfer(Open now, Slice slice) {
        try {
            now.copy().copy(slice);
            return slice;
        } catch (MigrationException e) {
            look(now);
            if (Setbacks.isBreak(e.code())) {
                FailureCode fate = now.place().isOfTarget(e) ? FailureCode.ITEM_REFUSED : FailureCode.ITEM_UNREADABLE;
                narrowing.broke(slice, e, fate);
            }
            throw e;
        }
    }

    /** Items of this mailbox have a fate now, be it in the middle of a slice that breaks. May be called by any thread. */
    void committed(long items) {
        committed.addAndGet(items);
    }

    private void look(Open now) {
        long items = committed.getAndSet(0);
        if (items > 0) {
            setbacks.progressed(now.place());
            narrowing.copied(items);
        }
    }

    /** Folders that the copy gave up; ask when the mailbox is through. */
    List<FolderFailure> failedFolders() {
        return open == null ? List.of() : open.copy().failedFolders();
    }

    /** Items without a fate; ask when the mailbox is through. */
    long undecided() {
        return open == null ? 0 : open.copy().undecided();
    }

    /** Items that had to be altered, by all copies since the beginning. */
    Alterations alterations() {
        return open == null ? earlier : earlier.plus(open.copy().alterations());
    }

    /** Between two slices: closes for a server that wants a pause, or to go back to slices of the usual size. */
    private void makeWay() {
        if (narrowing.isOver()) {
            narrowing.widen();
            close();
        } else if (open != null && open.place().isUnwelcome(run.run().jobFile())) {
            close();
        }
    }

    /** Empty when it could not be opened and has waited, or when the run is halted. */
    private Optional<Open> open() {
        if (open != null) {
            return Optional.of(open);
        }
        Optional<Place> entered = waiting.enter(run);
        return entered.flatMap(this::open);
    }

    private Optional<Open> open(Place place) {
        Duration pause = Duration.ZERO;
        try {
            open = new Open(place, opener.apply(place, narrowing.attempt()));
            place.beginsWork();
        } catch (MigrationException e) {
            pause = notOpened(place, e);
        } finally {
            if (open == null) {
                place.close();
            }
        }
        waiting.sleep(run, pause);
        return Optional.ofNullable(open);
    }

    private Duration notOpened(Place place, MigrationException failure) {
        return settling.pause(place, failure).orElseGet(() -> setbacks.atOpening(place, failure));
    }

    private <T> Optional<T> attempt(Open now, Supplier<T> action) {
        try {
            T result = action.get();
            look(now);
            return Optional.of(result);
        } catch (MigrationException e) {
            look(now);
            Duration pause = now.copy().failedToOpen() ? notOpened(now.place(), e) : setbacks.atWork(now.place(), e);
            close();
            waiting.sleep(run, pause);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        Open last = open;
        open = null;
        if (last == null) {
            return;
        }
        try (Place place = last.place();
                MailboxCopy copy = last.copy()) {
            // only closed: first the connections, then the place that they needed
        } finally {
            earlier = earlier.plus(last.copy().alterations()); // what was still under way included
        }
    }
}
