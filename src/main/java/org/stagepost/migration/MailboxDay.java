package org.stagepost.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.migration.DailyTraffic.Way;

/**
 * What one user's two mailboxes may still move today. Nothing is looked up, and no lock taken, where no server
 * limits it. Thread-safe.
 */
public final class MailboxDay {
    private final DailyLimits limits;
    private final MailboxLogins logins;
    private final UserRow row;

    MailboxDay(DailyLimits limits, MailboxLogins logins, UserRow row) {
        this.limits = limits;
        this.logins = logins;
        this.row = row;
    }

    private record Share(Meter meter, long limit) {}

    private static boolean isLimited(JobFile jobFile) {
        return jobFile.source().limits().bytesDownPerDay() > 0
                || jobFile.target().limits().bytesUpPerDay() > 0;
    }

    private List<Share> shares(JobFile jobFile) {
        return Stream.of(
                        new Share(
                                new Meter(Way.DOWN, logins.sourceMailbox(jobFile.source(), row)),
                                jobFile.source().limits().bytesDownPerDay()),
                        new Share(
                                new Meter(Way.UP, logins.targetMailbox(jobFile.target(), row)),
                                jobFile.target().limits().bytesUpPerDay()))
                .filter(share -> share.limit() > 0)
                .toList();
    }

    /** Bytes; {@link Long#MAX_VALUE} without a limit. */
    long left(JobFile jobFile) {
        return isLimited(jobFile) ? least(jobFile) : Long.MAX_VALUE;
    }

    private synchronized long least(JobFile jobFile) {
        return shares(jobFile).stream()
                .mapToLong(share -> limits.left(share.meter(), share.limit()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    boolean hasRoom(JobFile jobFile, long bytes) {
        return !isLimited(jobFile) || allHaveRoom(jobFile, bytes);
    }

    /** All are asked: each remembers what it refused. */
    private synchronized boolean allHaveRoom(JobFile jobFile, long bytes) {
        boolean room = true;
        for (Share share : shares(jobFile)) {
            room &= limits.hasRoom(share.meter(), share.limit(), bytes);
        }
        return room;
    }

    /** The same, and takes the room; durable when it returns. */
    boolean take(JobFile jobFile, long bytes) {
        return !isLimited(jobFile) || takeOfAll(jobFile, bytes);
    }

    /** Others may use the same meters: of all or of none. */
    private synchronized boolean takeOfAll(JobFile jobFile, long bytes) {
        List<Share> taken = new ArrayList<>();
        for (Share share : shares(jobFile)) {
            if (!limits.take(share.meter(), share.limit(), bytes)) {
                taken.forEach(other -> limits.giveBack(other.meter(), bytes));
                return false;
            }
            taken.add(share);
        }
        return true;
    }

    /** Until when the user has to wait for another day; empty when something may go. */
    public Optional<Instant> usedUpUntil(JobFile jobFile) {
        return isLimited(jobFile) ? latestEnd(jobFile) : Optional.empty();
    }

    private synchronized Optional<Instant> latestEnd(JobFile jobFile) {
        return shares(jobFile).stream()
                .flatMap(share -> limits.usedUpUntil(share.meter(), share.limit()).stream())
                .max(Comparator.naturalOrder());
    }
}
