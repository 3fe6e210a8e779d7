package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.Alterations;
import org.stagepost.sync.FolderFailure;
import org.stagepost.sync.MailboxCopy;
import org.stagepost.sync.Sleeper;
import org.stagepost.sync.Slice;

/**
 * A mailbox copy that survives broken connections: it is opened again after a pause and goes on where its journal says.
 * Gives up when several attempts in a row bring no slice further: an endpoint that cannot be opened is the endpoint's
 * failure, a connection that breaks whenever this mailbox is copied is the mailbox's. Used by one thread.
 */
final class SteadyCopy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyCopy.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final Duration STOP_CHECK = Duration.ofMillis(100);

    private final RunState run;
    private final Sleeper sleeper;
    private final Supplier<MailboxCopy> opener;
    private @Nullable MailboxCopy copy;
    private int failures;

    SteadyCopy(RunState run, Sleeper sleeper, Supplier<MailboxCopy> opener) {
        this.run = run;
        this.sleeper = sleeper;
        this.opener = opener;
    }

    /** Empty when the mailbox is through, or when the run is halted. */
    Optional<Slice> next() {
        while (!run.halted()) {
            Optional<Optional<Slice>> planned = attempt(MailboxCopy::next);
            if (planned.isPresent()) {
                return planned.get();
            }
        }
        return Optional.empty();
    }

    /** Folders that the copy gave up; ask when the mailbox is through. */
    List<FolderFailure> failedFolders() {
        return copy == null ? List.of() : copy.failedFolders();
    }

    /** Items that the copy had to alter; ask when the mailbox is through. */
    Optional<Alterations> alterations() {
        return copy == null ? Optional.empty() : Optional.of(copy.alterations());
    }

    /** Returns with the slice undone after a broken connection: it will be planned again. */
    void copy(Slice slice) {
        Optional<Slice> copied = attempt(current -> {
            current.copy(slice);
            return slice;
        });
        if (copied.isPresent() && !slice.keys().isEmpty()) {
            failures = 0;
        }
    }

    private <T> Optional<T> attempt(Function<MailboxCopy, T> action) {
        MailboxCopy current = copy;
        try {
            current = current == null ? opener.get() : current;
            copy = current;
            return Optional.of(action.apply(current));
        } catch (MigrationException e) {
            close();
            backOff(current == null ? e : asMailboxFailure(e));
            return Optional.empty();
        }
    }

    private static MigrationException asMailboxFailure(MigrationException failure) {
        return failure.code() == FailureCode.ENDPOINT_UNREACHABLE
                ? new MigrationException(FailureCode.CONNECTION_LOST, failure.detail(), failure)
                : failure;
    }

    private void backOff(MigrationException failure) {
        if (!mayPass(failure.code()) || failures >= PAUSES.size()) {
            throw failure;
        }
        Duration pause = PAUSES.get(failures++);
        LOG.info("{}: {}; next attempt in {}", failure.code(), failure.detail(), pause);
        sleep(pause);
    }

    /** A new connection may do what this one could not. */
    private static boolean mayPass(FailureCode code) {
        return code == FailureCode.ENDPOINT_UNREACHABLE
                || code == FailureCode.ENDPOINT_THROTTLED
                || code == FailureCode.MAILBOX_THROTTLED
                || code == FailureCode.CONNECTION_LOST
                || code == FailureCode.PROTOCOL_VIOLATED
                || code == FailureCode.MAILBOX_BUSY
                || code == FailureCode.FOLDER_REBUILT;
    }

    private void sleep(Duration pause) {
        for (long left = pause.toMillis(); left > 0 && !run.halted(); left -= STOP_CHECK.toMillis()) {
            sleeper.sleep(STOP_CHECK);
        }
    }

    @Override
    public void close() {
        MailboxCopy current = copy;
        copy = null;
        if (current != null) {
            current.close();
        }
    }
}
