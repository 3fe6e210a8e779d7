package org.stagepost.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.RunListener;
import org.stagepost.job.RunResult;
import org.stagepost.migration.BatchInput;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RequestKind;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** A run that somebody wants, to be done by this process or by another one. */
interface BatchWork {
    /** Returns when the run has ended. */
    RunResult here(Contexts.Run run, RunListener listener);

    /** What another process needs to know of it; changes of the job file are stored. */
    BatchName register(Contexts.Control control);

    RequestKind kind();

    /**
     * Who may be worked on: the rows of the CSV, but for those of users who were removed, and who belongs to the batch already.
     *
     * @throws org.stagepost.model.MigrationException as the run itself, before it begins
     */
    Set<EmailAddress> users(Contexts.Control control);

    /** Creates the batch if it is new. @param adopt users of other batches come over */
    static BatchWork of(Path jobFile, boolean adopt) {
        return new BatchWork() {
            @Override
            public RunResult here(Contexts.Run run, RunListener listener) {
                prepare(run);
                return run.runner().run(jobFile, listener);
            }

            private void prepare(Contexts.Control control) {
                if (adopt) {
                    control.manageBatches().adoptUsers(jobFile);
                }
            }

            @Override
            public BatchName register(Contexts.Control control) {
                prepare(control);
                return control.manageBatches().register(jobFile).name();
            }

            @Override
            public RequestKind kind() {
                return RequestKind.START;
            }

            @Override
            public Set<EmailAddress> users(Contexts.Control control) {
                BatchInput input = control.manageBatches().readForRun(jobFile);
                return adopt ? usersOf(input.jobFile(), input.csv().rows(), control) : usersOf(input, control);
            }
        };
    }

    static BatchWork start(BatchName batch) {
        return known(batch, RequestKind.START, (runner, listener) -> runner.start(batch, listener));
    }

    static BatchWork complete(BatchName batch) {
        return known(batch, RequestKind.COMPLETE, (runner, listener) -> runner.complete(batch, listener));
    }

    static BatchWork restart(BatchName batch) {
        return known(batch, RequestKind.RESTART, (runner, listener) -> runner.restart(batch, listener));
    }

    private static BatchWork known(
            BatchName batch, RequestKind kind, BiFunction<BatchRunner, RunListener, RunResult> run) {
        return new BatchWork() {
            @Override
            public RunResult here(Contexts.Run rooms, RunListener listener) {
                return run.apply(rooms.runner(), listener);
            }

            @Override
            public BatchName register(Contexts.Control control) {
                return Lookup.batch(control, batch).batch().name();
            }

            @Override
            public RequestKind kind() {
                return kind;
            }

            @Override
            public Set<EmailAddress> users(Contexts.Control control) {
                MigrationBatch known = Lookup.batch(control, batch).batch();
                return usersOf(control.manageBatches().readForRun(known), control);
            }
        };
    }

    private static Set<EmailAddress> usersOf(BatchInput input, Contexts.Control control) {
        return usersOf(
                input.jobFile(), control.manageBatches().rows(input.jobFile()).rows(), control);
    }

    private static Set<EmailAddress> usersOf(JobFile jobFile, List<UserRow> rows, Contexts.Control control) {
        Stream<UserRow> members = control.users().users(jobFile.name()).stream().map(MigrationUser::row);
        return Stream.concat(rows.stream(), members).map(UserRow::address).collect(Collectors.toSet());
    }
}
