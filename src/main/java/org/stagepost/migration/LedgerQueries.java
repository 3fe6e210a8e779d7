package org.stagepost.migration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.SkippedItem;

/** Answers from the ledgers, whichever process writes them. */
public final class LedgerQueries implements BatchQueries {
    private final BatchStore batches;
    private final UserLedger users;
    private final JobStates jobs;
    private final TakenBack takenBack;

    public LedgerQueries(BatchStore batches, UserLedger users, JobStates jobs, ChangeHistory changes) {
        this.takenBack = new TakenBack(users, changes);
        this.batches = batches;
        this.users = users;
        this.jobs = jobs;
    }

    @Override
    public List<BatchView> list() {
        return batches.list().stream().map(this::view).toList();
    }

    @Override
    public List<MigrationBatch> uncounted() {
        return batches.list();
    }

    @Override
    public Optional<BatchView> find(BatchName name) {
        return batches.find(name).map(this::view);
    }

    @Override
    public MigrationTotals totals() {
        List<BatchView> views = list();
        FolderTally items = views.stream()
                .flatMap(view -> users.users(view.batch().name()).stream())
                .map(user -> user.progress().tally())
                .reduce(FolderTally.NOTHING, FolderTally::plus);
        return MigrationTotals.of(views, items);
    }

    @Override
    public List<MigrationUser> users(BatchName name) {
        known(name);
        return takenBack.remarked(name);
    }

    @Override
    public BatchReport report(BatchName name) {
        return report(name, jobs.of(name));
    }

    @Override
    public BatchReport report(BatchName name, JobState state) {
        BatchView view = view(known(name), state);
        List<MigrationUser> members = takenBack.remarked(name);
        Map<UserId, List<SkippedItem>> skipped = new LinkedHashMap<>();
        for (MigrationUser user : members) {
            if (user.progress().tally().skipped() > 0) {
                skipped.put(user.id(), users.skipped(user.id()));
            }
        }
        return new BatchReport(view, shapeOf(view.batch().type()), members, users.rejected(name), skipped, List.of());
    }

    private static UserCsvShape shapeOf(MigrationType type) {
        List<String> columns = Stream.of(type.requiredColumns(), type.optionalColumns())
                .flatMap(List::stream)
                .toList();
        return new UserCsvShape(columns, ',');
    }

    private MigrationBatch known(BatchName name) {
        return batches.find(name)
                .orElseThrow(() -> new MigrationException(FailureCode.BATCH_UNKNOWN, "there is no batch " + name));
    }

    private BatchView view(MigrationBatch batch) {
        return view(batch, jobs.of(batch.name()));
    }

    private BatchView view(MigrationBatch batch, JobState state) {
        UserSummary members = users.summary(batch.name());
        Counts counts = count(members, state);
        return new BatchView(
                batch,
                status(batch.life(), state, counts),
                counts,
                members.initialSyncEnd(),
                members.lastSynced(),
                members.nextTime(),
                message(batch, state, members));
    }

    private static BatchStatus status(Life life, JobState state, Counts counts) {
        if (life.is(Mark.UNREADABLE)) {
            return BatchStatus.CORRUPTED;
        }
        if (life.is(Mark.REMOVING)) {
            return BatchStatus.REMOVING;
        }
        return BatchStatus.derive(life.is(Mark.DRAINING) ? state.draining() : state, life.kind(), counts);
    }

    private String message(MigrationBatch batch, JobState state, UserSummary members) {
        if (state == JobState.DEAD) {
            return "The process that ran it has ended. Nothing is lost; go on with: batch start " + batch.name();
        }
        boolean stopped = members.bySummary().getOrDefault(StatusSummary.STOPPED, 0) > 0;
        String back = stopped ? takenBack.sentence(batch.name()) : "";
        return Stream.of(batch.life().outcome(), back, resting(members))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String resting(UserSummary members) {
        Instant next = members.nextTime();
        return members.resting() == 0 || next == null
                ? ""
                : "Users that have reached the daily limit of their mail servers: " + members.resting()
                        + "; the next goes on at " + next.truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    private static Counts count(UserSummary members, JobState state) {
        Map<StatusSummary, Integer> counts = members.bySummary();
        int rejected = members.rejected();
        int active = counts.getOrDefault(StatusSummary.ACTIVE, 0);
        return new Counts(
                members.total() + rejected,
                counts.getOrDefault(StatusSummary.SYNCED, 0),
                counts.getOrDefault(StatusSummary.FAILED, 0) + rejected,
                state == JobState.DEAD ? 0 : active,
                counts.getOrDefault(StatusSummary.STOPPED, 0),
                counts.getOrDefault(StatusSummary.PENDING, 0) + (state == JobState.DEAD ? active : 0),
                counts.getOrDefault(StatusSummary.COMPLETED, 0));
    }
}
