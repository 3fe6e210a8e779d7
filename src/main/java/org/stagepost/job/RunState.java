package org.stagepost.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.Slowdown;
import org.stagepost.migration.UserCsv;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** What the steps of one run share. Thread-safe. */
final class RunState {
    private static final Logger LOG = LoggerFactory.getLogger(RunState.class);

    private final RunInput input;
    private final PassNumber pass;
    private final RunListener listener;
    private final AtomicReference<@Nullable MigrationException> failure = new AtomicReference<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Slowdowns slowdowns = new Slowdowns();
    private volatile boolean stopping;
    private volatile boolean reported;

    RunState(RunInput input, PassNumber pass, RunListener listener) {
        this.input = input;
        this.pass = pass;
        this.listener = listener;
    }

    JobFile jobFile() {
        return input.jobFile();
    }

    UserCsv csv() {
        return input.csv();
    }

    /** Of the job file, the CSV, and the servers. */
    List<Finding> findings() {
        return Stream.concat(
                        input.findings().stream(),
                        slowdowns.findings(input.jobFile().path()).stream())
                .toList();
    }

    /** A server asked for a slower pace: everybody hears of it once. */
    void slowedDown(Slowdown slowdown) {
        if (slowdown.pause().isZero()) {
            return;
        }
        slowdowns.add(slowdown);
        LOG.warn("{}", Slowdowns.phrase(slowdown));
        listener.slowedDown(Slowdowns.phrase(slowdown));
    }

    PassNumber pass() {
        return pass;
    }

    RunListener listener() {
        return listener;
    }

    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }

    /** An endpoint or the batch itself failed: no user has a chance any more. The first failure counts. */
    void failed(MigrationException reason) {
        if (failure.compareAndSet(null, reason)) {
            LOG.error("batch {} failed: {} {}", jobFile().name(), reason.code(), reason.detail(), reason);
        }
    }

    Optional<MigrationException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Nothing new is begun. */
    boolean halted() {
        return stopping || failure.get() != null;
    }

    /** Mailboxes at once: what the job file and both endpoints allow. */
    int concurrency() {
        return input.jobFile().concurrency(pass);
    }

    /** Something the administrator should know, shown at the end of the run. */
    void warn(String message) {
        warnings.add(message);
    }

    List<String> warnings() {
        return Stream.concat(warnings.stream(), slowdowns.phrases().stream()).toList();
    }

    /** The final report was written and sent. */
    void reported() {
        reported = true;
    }

    boolean isReported() {
        return reported;
    }
}
