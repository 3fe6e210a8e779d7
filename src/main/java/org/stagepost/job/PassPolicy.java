package org.stagepost.job;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.migration.BatchInput;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.CompleteBatch;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.PassOptions;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;

/** Decides whether the next pass of a batch may begin, and whether it is the last. */
final class PassPolicy {
    private final Rooms rooms;
    private final CompleteBatch completion;
    private final Clock clock;

    PassPolicy(Rooms rooms, Clock clock) {
        this.rooms = rooms;
        this.completion = new CompleteBatch(rooms.queries(), rooms.ledger());
        this.clock = clock;
    }

    /**
     * What becomes of a pass that somebody wants.
     *
     * @param whyNot a sentence when nothing is to be done; empty when the pass may begin or go on
     * @param last users complete with it
     * @param warnings for whoever reads how the run ended
     */
    record Decision(Optional<String> whyNot, boolean last, List<String> warnings) {
        private static Decision begin(boolean last, List<String> warnings) {
            return new Decision(Optional.empty(), last, warnings);
        }

        private static Decision nothing(String why) {
            return new Decision(Optional.of(why), false, List.of());
        }
    }

    /** Somebody wants the next pass to be the last. @throws org.stagepost.model.MigrationException BATCH_NOT_READY */
    Decision completing(BatchName name) {
        completion.require(name);
        return Decision.begin(true, List.of());
    }

    /** The batch as its job file wants it. */
    Decision usual(MigrationBatch batch, PassNumber next, BatchInput input) {
        PassOptions options = input.jobFile().options().passes();
        BatchName name = batch.name();
        BatchStatus status = rooms.queries().find(name).map(BatchView::status).orElse(BatchStatus.CREATED);
        if (status == BatchStatus.COMPLETED && !hasNewcomers(name, input)) {
            return Decision.nothing("Batch " + name + " is completed; nothing is copied any more.");
        }
        boolean opens = batch.startTime().isEmpty() || !next.equals(batch.pass());
        if (!opens || options.autoComplete()) {
            return Decision.begin(opens, List.of());
        }
        boolean wantsToComplete = !next.isInitial() && options.isTimeToComplete(clock.instant());
        List<String> obstacles = wantsToComplete ? completion.obstacles(name) : List.of();
        boolean last = wantsToComplete && obstacles.isEmpty();
        boolean somebody = hasNewcomers(name, input) || isTimeOfAUser(name);
        if (!last && !next.isInitial() && !options.allowIncrementalSyncs() && !somebody) {
            return Decision.nothing("Batch " + name
                    + ": every user is synced, and allowIncrementalSyncs is false; nothing was started.");
        }
        return Decision.begin(
                last,
                obstacles.isEmpty()
                        ? List.of()
                        : List.of("completeAfter has come, but the batch was not completed: "
                                + String.join("; ", obstacles)));
    }

    private boolean isTimeOfAUser(BatchName name) {
        return rooms.queries()
                .find(name)
                .flatMap(BatchView::nextTime)
                .filter(time -> !time.isAfter(clock.instant()))
                .isPresent();
    }

    /** Users that no pass has copied yet, and that nobody has stopped. */
    private boolean hasNewcomers(BatchName name, BatchInput input) {
        Set<EmailAddress> known = rooms.ledger().users(name).stream()
                .filter(user -> user.held() || user.progress().syncedPass() > 0)
                .map(MigrationUser::row)
                .map(row -> row.address())
                .collect(Collectors.toSet());
        return input.csv().rows().stream().anyMatch(row -> !known.contains(row.address()));
    }
}
