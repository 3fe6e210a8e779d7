package org.stagepost.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * A second pair of connections, which copies its share of a large mailbox in a thread of its own. Where a server does
 * not allow it, the share goes back.
 */
final class SecondLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecondLane.class);
    /** How long a slice may be looked for before a stop is noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PairOpening pair;
    private final BiFunction<SourceMailbox, TargetMailbox, Lane> opener;
    private final CopyContext context;
    private final CopyRecord record;
    private final List<FolderPair> share;
    private final FutureTask<List<FolderPair>> work = new FutureTask<>(this::copy);
    private volatile boolean stopped;

    /**
     * Begins at once.
     *
     * @param opener makes the lane of the share, over these connections; called in the lane's own thread
     */
    SecondLane(
            PairOpening pair,
            BiFunction<SourceMailbox, TargetMailbox, Lane> opener,
            CopyContext context,
            CopyRecord record,
            List<FolderPair> share) {
        this.pair = pair;
        this.opener = opener;
        this.context = context;
        this.record = record;
        this.share = share;
        Thread thread = new Thread(work, Thread.currentThread().getName() + "-second");
        thread.setDaemon(true);
        thread.start();
    }

    /** @return what could not be begun */
    private List<FolderPair> copy() {
        Optional<PairOpening.Claim> claim = pair.claim();
        if (claim.isEmpty()) {
            LOG.debug("no room for a second pair of connections");
            return share;
        }
        try (PairOpening.Claim held = claim.get()) {
            return copyOpened();
        }
    }

    private List<FolderPair> copyOpened() {
        boolean open = false;
        try (SourceMailbox source = pair.openSource();
                TargetMailbox target = new TargetSide(pair.openTarget())) {
            open = true;
            // a session knows the names of folders as the server spells them by listing them
            source.folders();
            target.folders();
            run(opener.apply(source, target));
            return List.of();
        } catch (MigrationException e) {
            if (open) {
                throw e;
            }
            LOG.info("no second pair of connections: {} {}", e.code(), e.detail());
            return share;
        }
    }

    private void run(Lane lane) {
        WorkMeter meter = new WorkMeter(context.progress());
        while (!stopped && !record.isBeyondLimits()) {
            boolean any = meter.during(() -> move(lane));
            if (!any && lane.isThrough()) {
                return;
            }
        }
        lane.settleAll();
    }

    /** @return false when nothing was found to be sent */
    private boolean move(Lane lane) {
        Optional<Slice> slice = lane.next(context.clock().instant().plus(PATIENCE));
        slice.ifPresent(planned -> lane.send(context.clock().instant().plus(PATIENCE)));
        return slice.isPresent();
    }

    boolean isDone() {
        return work.isDone();
    }

    /** Waits for the end, but not for long. */
    void await() {
        try {
            work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the next look tells
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * To be asked when it is done.
     *
     * @return folders that somebody else has to copy, because the connections could not be opened
     * @throws MigrationException what the lane failed with
     */
    List<FolderPair> left() {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MigrationException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** From now on nothing new is sent. */
    void stop() {
        stopped = true;
    }

    /**
     * Lets it take in what is under way; an interrupt waits for that, too: nobody else may work on the journal before.
     * A failure is the next copy's to find out about.
     */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        while (!work.isDone()) {
            try {
                work.get();
            } catch (ExecutionException e) {
                LOG.debug("the second pair of connections ended", e.getCause());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static MigrationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MigrationException(FailureCode.STOPPED, "interrupted while a mailbox was copied", e);
    }
}
