package org.stagepost.migration;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretStore;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * The job file of a run, for workers: its text lies in the store, sealed, as long as the run lasts, because it may hold
 * secrets and workers have no such file. Thread-safe.
 */
public final class RunOrders {
    private final SecretStore secrets;

    public RunOrders(SecretStore secrets) {
        this.secrets = secrets;
    }

    public void put(BatchName batch, long execution, String text) {
        secrets.put(name(batch, execution), Secret.of(text));
    }

    public void remove(BatchName batch, long execution) {
        secrets.remove(name(batch, execution));
    }

    /**
     * @param file where the manager read it: paths in it begin there
     * @throws MigrationException SECRET_MISSING where the worker's key is not the manager's, JOB_FILE_INVALID; LEASE_LOST when
     *     the run is over
     */
    public JobFile read(
            BatchName batch,
            long execution,
            Path file,
            JobFileReader reader,
            Function<BatchName, Map<String, String>> settings) {
        Optional<Secret> text = text(batch, execution);
        if (text.isEmpty()) {
            throw new MigrationException(FailureCode.LEASE_LOST, "run " + execution + " is over");
        }
        return reader.read(file, text.get().reveal(), settings).required();
    }

    private Optional<Secret> text(BatchName batch, long execution) {
        try {
            return secrets.find(name(batch, execution));
        } catch (MigrationException e) {
            throw e.code() != FailureCode.SECRET_MISSING
                    ? e
                    : e.as(
                            e.code(),
                            "this worker has another key than the manager: copy keys/secret.key of the manager's home folder"
                                    + " to this one's, or set STAGEPOST_KEY on both");
        }
    }

    /** Goes with the batch's other secrets when that is removed; no user's secret is called like that. */
    private static String name(BatchName batch, long execution) {
        return batch.value() + "/.run/" + execution;
    }
}
