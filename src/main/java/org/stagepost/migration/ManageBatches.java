package org.stagepost.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** Creates and finds batches; starts nothing. */
public final class ManageBatches {
    /** What a batch is: to change it makes another batch. Passwords are no settings: they would be stored as they are. */
    private static final Set<String> FIXED = Set.of("name", "type", "csv", "password");

    private static final Set<String> SERVERS = Set.of("source", "target", "sourceDirectory", "targetDirectory");

    private final BatchStore batches;
    private final BatchInputs inputs;
    private final BatchSettings settings;
    private final Membership members;
    private final BatchQueries queries;
    private final Clock clock;

    public ManageBatches(
            BatchStore batches,
            BatchInputs inputs,
            BatchSettings settings,
            Membership members,
            BatchQueries queries,
            Clock clock) {
        this.members = members;
        this.queries = queries;
        this.batches = batches;
        this.inputs = inputs;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Stores a new batch that has not started.
     *
     * @throws MigrationException as {@link #readForRun}; JOB_FILE_INVALID when there is a batch of that name
     */
    public MigrationBatch create(Path file) {
        JobFile jobFile = inputs.read(file).jobFile();
        Optional<MigrationBatch> known = batches.find(jobFile.name());
        if (known.isPresent()) {
            throw taken(known.get(), jobFile);
        }
        return save(jobFile, known);
    }

    /** As {@link JobFileReader#missingEndpoints}, with the settings of its batch. */
    public Optional<MissingEndpoints> missingEndpoints(Path file) {
        return inputs.missingEndpoints(file);
    }

    /**
     * Stores what the job file says now of its batch, new or known.
     *
     * @throws MigrationException as {@link #readForRun}
     */
    public MigrationBatch register(Path file) {
        JobFile jobFile = readForRun(file).jobFile();
        return save(jobFile, batches.find(jobFile.name()));
    }

    /**
     * Reads what a run needs.
     *
     * @throws MigrationException JOB_FILE_INVALID (also when another job file has the name), CSV_INVALID,
     *     SECRET_MISSING, each with all findings
     */
    public BatchInput readForRun(Path file) {
        BatchInput input = inputs.read(file);
        batches.find(input.jobFile().name()).ifPresent(batch -> refuseOther(batch, input.jobFile()));
        return input;
    }

    /**
     * Reads what a run of a known batch needs.
     *
     * @throws MigrationException as {@link #readForRun}
     */
    public BatchInput readForRun(MigrationBatch batch) {
        if (batch.life().is(Mark.UNREADABLE)) {
            throw new MigrationException(
                    FailureCode.STORE_DAMAGED,
                    "batch " + batch.name() + ": " + batch.life().outcome());
        }
        BatchInput input = inputs.read(batch.jobFile());
        if (!input.jobFile().name().equals(batch.name())) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    batch.jobFile() + " now describes batch " + input.jobFile().name() + ", not " + batch.name());
        }
        refuseOther(batch, input.jobFile());
        return input;
    }

    /** With what keeps its run from copying at present, if it runs. */
    public BatchView explained(BatchView view) {
        boolean runs =
                switch (view.status()) {
                    case SYNCING, INCREMENTAL_SYNCING, COMPLETING -> true;
                    case CREATED,
                            STARTING,
                            WAITING,
                            SYNCED,
                            SYNCED_WITH_ERRORS,
                            STOPPING,
                            STOPPED,
                            COMPLETED,
                            COMPLETED_WITH_ERRORS,
                            FAILED,
                            REMOVING,
                            CORRUPTED -> false;
                };
        if (!runs) {
            return view;
        }
        try {
            return QuietServers.now(jobFile(view.batch()), clock.instant())
                    .map(view::withRemark)
                    .orElse(view);
        } catch (MigrationException e) {
            return view; // its job file cannot be read at present, which is another command's to tell
        }
    }

    /**
     * Changes settings of a batch: keys of the job file, nested ones with a dot; an empty value gives the key back to the
     * file. They hold from the next run on.
     *
     * @throws MigrationException BATCH_UNKNOWN; JOB_FILE_INVALID with all findings, and nothing is changed then
     */
    public MigrationBatch set(BatchName name, Map<String, String> changes) {
        MigrationBatch batch = known(name);
        refuseServersOfARun(batch, changes.keySet());
        JobFile jobFile = changed(batch, changes);
        settings.set(name, changes);
        return save(jobFile, Optional.of(batch));
    }

    private JobFile changed(MigrationBatch batch, Map<String, String> changes) {
        Map<String, String> settable = new TreeMap<>(changes);
        settable.keySet().removeIf(ManageBatches::isFixed);
        Map<String, String> merged = Changes.applied(settings.of(batch.name()), settable);
        if (settable.size() == changes.size()) {
            return inputs.jobFile(batch.jobFile(), merged);
        }
        List<String> faults = new ArrayList<>();
        changes.keySet().stream()
                .filter(ManageBatches::isFixed)
                .forEach(key -> faults.add(key + ": cannot be set (change it in " + batch.jobFile() + ")"));
        try {
            inputs.jobFile(batch.jobFile(), merged);
        } catch (MigrationException e) {
            faults.add(e.detail());
        }
        throw new MigrationException(FailureCode.JOB_FILE_INVALID, String.join(System.lineSeparator(), faults));
    }

    private static boolean isFixed(String key) {
        return FIXED.contains(key) || key.startsWith("endpoints");
    }

    private void refuseServersOfARun(MigrationBatch batch, Set<String> keys) {
        Optional<String> server = keys.stream()
                .filter(key -> SERVERS.contains(key.replaceFirst("\\..*", "")))
                .findFirst();
        BatchStatus status = queries.find(batch.name()).map(BatchView::status).orElse(BatchStatus.CREATED);
        if (server.isPresent() && !status.isAtRest()) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    server.get() + ": cannot be changed while the batch is " + status.word() + " (batch stop "
                            + batch.name() + ")");
        }
    }

    /**
     * The rows of one more CSV belong to the batch from the next run on, those of users who were removed included.
     *
     * @return how many good rows it has
     * @throws MigrationException BATCH_UNKNOWN; CSV_INVALID when it cannot be used
     */
    public int addUsers(BatchName name, Path csv) {
        MigrationBatch batch = known(name);
        Path file = csv.toAbsolutePath().normalize();
        UserCsv added = inputs.csv(inputs.jobFile(batch.jobFile(), settings.of(name)), file);
        settings.addUsers(name, file);
        members.readmit(name, added.rows().stream().map(UserRow::address).collect(Collectors.toSet()));
        return added.rows().size();
    }

    /**
     * The rows of a CSV that was added belong to the batch no more from the next run on; what was copied stays.
     *
     * @throws MigrationException BATCH_UNKNOWN; CSV_INVALID when it was not added, with those that were
     */
    public void dropUsers(BatchName name, Path csv) {
        Path file = csv.toAbsolutePath().normalize();
        if (!settings.dropUsers(known(name).name(), file)) {
            String added =
                    settings.addedUsers(name).stream().map(Path::toString).collect(Collectors.joining(", "));
            throw new MigrationException(
                    FailureCode.CSV_INVALID,
                    file + " was not added to batch " + name
                            + (added.isEmpty() ? "; no file was" : "; these were: " + added));
        }
    }

    /**
     * Users of other batches come over with the next run of this job file's batch, known or not.
     *
     * @throws MigrationException as {@link #readForRun}
     */
    public void adoptUsers(Path file) {
        settings.set(readForRun(file).jobFile().name(), Map.of("adoptUsers", "true"));
    }

    /**
     * Removes a batch that nobody runs; {@link BatchStore#remove} says what goes.
     *
     * @param runs asked when no new run can begin any more
     * @param before done when nothing runs, and nothing is forgotten yet
     * @throws MigrationException BATCH_UNKNOWN; BATCH_ALREADY_RUNNING when a run had begun, and what {@code before}
     *     throws: then the batch stays
     */
    public void remove(BatchName name, BooleanSupplier runs, Runnable before) {
        boolean begun = known(name).life().is(Mark.REMOVING);
        batches.mark(name, Mark.REMOVING, true);
        try {
            if (runs.getAsBoolean()) {
                throw new MigrationException(
                        FailureCode.BATCH_ALREADY_RUNNING,
                        "batch " + name + " had just begun to run and is stopping now: remove it when it has stopped");
            }
            before.run();
        } catch (MigrationException e) {
            batches.mark(name, Mark.REMOVING, begun);
            throw e;
        }
        batches.remove(name);
    }

    /** Somebody wants the batch to stay as it is until it is started again. @throws MigrationException BATCH_UNKNOWN */
    public void stayStopped(BatchName name) {
        batches.mark(known(name).name(), Mark.INTERRUPTED, false);
    }

    /**
     * The batch's job file as it would be used now, without its users.
     *
     * @throws MigrationException JOB_FILE_INVALID
     */
    public JobFile jobFile(MigrationBatch batch) {
        return inputs.jobFile(batch.jobFile(), settings.of(batch.name()));
    }

    /**
     * The rows of the batch as its files say now, without those of users who were removed.
     *
     * @throws MigrationException CSV_INVALID
     */
    public UserCsv rows(JobFile jobFile) {
        UserCsv csv = inputs.csv(jobFile);
        Set<EmailAddress> removed = members.removed(jobFile.name());
        List<UserRow> rows = csv.rows().stream()
                .filter(row -> !removed.contains(row.address()))
                .toList();
        return csv.with(rows, csv.rejected());
    }

    /** What was changed of the batch after its job file was written. */
    public ChangedSettings changedSettings(BatchName name) {
        return new ChangedSettings(settings.of(name), settings.addedUsers(name));
    }

    /** The pass that the batch is in; the first of one that is not known. */
    PassNumber passOf(BatchName name) {
        return batches.find(name).map(MigrationBatch::pass).orElse(PassNumber.INITIAL);
    }

    /** @throws MigrationException BATCH_UNKNOWN */
    public MigrationBatch known(BatchName name) {
        return batches.find(name)
                .orElseThrow(() -> new MigrationException(FailureCode.BATCH_UNKNOWN, "there is no batch " + name));
    }

    private MigrationBatch save(JobFile jobFile, Optional<MigrationBatch> known) {
        MigrationBatch batch = jobFile.asBatch(known, clock.instant());
        batches.save(batch);
        return batch;
    }

    /** A copied job file whose name was forgotten would take the users of the first one out of their batch. */
    private static void refuseOther(MigrationBatch batch, JobFile jobFile) {
        boolean otherFile = !batch.jobFile().equals(jobFile.path()) && Files.exists(batch.jobFile());
        if (otherFile || batch.type() != jobFile.type()) {
            throw taken(batch, jobFile);
        }
    }

    private static MigrationException taken(MigrationBatch batch, JobFile jobFile) {
        return new MigrationException(
                FailureCode.JOB_FILE_INVALID,
                jobFile.path() + ": name: there is a batch " + batch.name() + " of type "
                        + batch.type().word() + " from " + batch.jobFile() + " (give this one another name)");
    }
}
