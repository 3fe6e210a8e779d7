package org.stagepost.migration;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.Sleeper;

/** Asks a server again that turned a connection away once, as one does that is busy with a run. */
final class Patience {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final Set<FailureCode> MAY_PASS = EnumSet.of(
            FailureCode.ENDPOINT_UNREACHABLE,
            FailureCode.ENDPOINT_THROTTLED,
            FailureCode.DIRECTORY_UNREACHABLE,
            FailureCode.MAILBOX_BUSY,
            FailureCode.MAILBOX_THROTTLED,
            FailureCode.CONNECTION_LOST);

    private final Sleeper sleeper;

    Patience(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @throws MigrationException the last one */
    <T> T with(Supplier<T> attempt) {
        for (Duration pause : PAUSES) {
            try {
                return attempt.get();
            } catch (MigrationException e) {
                if (!MAY_PASS.contains(e.code())) {
                    throw e;
                }
            }
            sleeper.sleep(pause);
        }
        return attempt.get();
    }
}
