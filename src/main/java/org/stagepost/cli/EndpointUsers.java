package org.stagepost.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.EndpointUses;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The batches that go by a stored endpoint: what must not be done to it because of them, and what they must hear. */
final class EndpointUsers {
    private final Contexts.Control control;
    private final Endpoint stored;
    private final EndpointUses uses;

    EndpointUsers(Contexts.Control control, Endpoint stored) {
        this.control = control;
        this.stored = stored;
        this.uses = new EndpointUses(control.batches(), control.manageBatches());
    }

    /** @throws MigrationException BATCH_ALREADY_RUNNING naming all of them */
    void refuseWhileRunning() {
        List<BatchView> running = uses.running(stored);
        if (!running.isEmpty()) {
            throw new MigrationException(
                    FailureCode.BATCH_ALREADY_RUNNING,
                    "endpoint '" + stored.name() + "' is used by what runs: " + listed(running)
                            + " (stop that first, or add --update)");
        }
    }

    void refuseWhileNeeded() {
        List<BatchView> unfinished = uses.unfinished(stored);
        if (!unfinished.isEmpty()) {
            throw new CommandRefused(
                    "endpoint '" + stored.name() + "' is used by batches that are not completed: " + listed(unfinished),
                    "complete or remove them first, or let their job files name another endpoint");
        }
    }

    private static String listed(List<BatchView> batches) {
        return batches.stream()
                .map(batch -> batch.batch().name() + " (" + batch.status().word() + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * Lets what runs go by what is stored now, and says so for each batch.
     *
     * @throws MigrationException BATCH_NOT_READY when one could not be told; the endpoint stays as it is stored
     */
    void update(EndpointResult result) {
        for (BatchView batch : uses.running(stored)) {
            result.say("batch " + batch.batch().name() + ": " + updated(batch));
        }
    }

    private String updated(BatchView batch) {
        BatchName name = batch.batch().name();
        try {
            control.manageBatches().jobFile(batch.batch());
        } catch (MigrationException e) {
            return "its run keeps the settings it has, because its job file cannot be read: " + e.detail();
        }
        if (!control.runnerAlive()) {
            return "it does not run any more";
        }
        RequestAnswer answer = Asking.answer(control, name, RequestKind.UPDATE, null);
        if (answer.exitCode() != ExitCode.SUCCESS) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "endpoint '" + stored.name() + "' is stored, but the run of batch " + name + " does not go by it: "
                            + answer.sentence());
        }
        return answer.sentence() + "; what is connected stays as it is until it is opened again";
    }
}
