package org.stagepost.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Asks the process that runs batches for something that it sees to at once. */
final class Asking {
    private static final long PAUSE_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 60_000;

    private Asking() {}

    /**
     * Returns when the process has seen the request, or has ended.
     *
     * @param user null for the whole batch
     * @throws MigrationException BATCH_NOT_READY when it does not for a minute
     */
    static RequestAnswer answer(
            Contexts.Control control, BatchName batch, RequestKind kind, @Nullable EmailAddress user) {
        long request = control.requests().ask(batch, kind, user);
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
            boolean alive = control.runnerAlive();
            Optional<RequestAnswer> answer = control.requests().answer(request);
            if (answer.isPresent() || !alive) {
                return answer.orElseGet(() -> new RequestAnswer(ExitCode.SUCCESS, "nobody runs batches any more"));
            }
            Pause.millis(PAUSE_MILLIS);
        }
        throw new MigrationException(
                FailureCode.BATCH_NOT_READY, "the process that runs batch " + batch + " does not answer");
    }
}
