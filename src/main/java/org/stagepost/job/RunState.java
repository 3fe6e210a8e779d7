package org.stagepost.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.PassKind;
import org.stagepost.migration.Slowdown;
import org.stagepost.migration.UserCsv;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

/** What the steps of one run share. Thread-safe. */
final class RunState {
    private static final Logger LOG = LoggerFactory.getLogger(RunState.class);

    private final LatestInput input;
    private final Life life;
    private final RunListener listener;
    private final AtomicReference<@Nullable MigrationException> failure = new AtomicReference<>();
    private final CopyOnWriteArrayList<String> warnings = new CopyOnWriteArrayList<>();
    private final Slowdowns slowdowns = new Slowdowns();
    private final Set<UserId> stoppedUsers = ConcurrentHashMap.newKeySet();
    private final Set<String> quiets = ConcurrentHashMap.newKeySet();
    private volatile Instant begun;
    private volatile Runnable updated = () -> {};
    private volatile Runnable moved = () -> {};
    private volatile Consumer<UserId> userStopped = user -> {};
    private volatile boolean stopping;
    private volatile boolean imported;
    private volatile boolean reported;

    /** @param now what begins in this run by a time of its own has its time by now */
    RunState(LatestInput input, Life life, RunListener listener, Instant now) {
        this.begun = now;
        this.input = input;
        this.life = life;
        this.listener = listener;
    }

    /** As it is now: its settings may change while the batch runs. */
    JobFile jobFile() {
        return input.get().jobFile();
    }

    /**
     * What begins from now on goes by these settings.
     *
     * @throws MigrationException JOB_FILE_INVALID when they are of another batch
     */
    void update(JobFile changed) {
        input.update(changed);
        updated.run();
    }

    /** @param action called when settings have changed; one at a time */
    void whenUpdated(Runnable action) {
        updated = action;
    }

    /** @param action called when a step of the job has begun */
    void whenMoved(Runnable action) {
        moved = action;
    }

    /** A step of the job has begun. */
    void stepStarted(String step) {
        listener.stepStarted(step);
        moved.run();
    }

    UserCsv csv() {
        return input.get().csv();
    }

    /** Of the job file, the CSV, and the servers. */
    List<Finding> findings() {
        return Stream.concat(
                        input.get().findings().stream(),
                        slowdowns.findings(jobFile().path()).stream())
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

    /** A server is left alone for some hours: everybody hears of it once. */
    void isQuiet(String sentence) {
        if (quiets.add(sentence)) {
            LOG.info("{}", sentence);
            listener.slowedDown(sentence);
        }
    }

    /** Users who come from other batches. */
    Map<EmailAddress, BatchName> adopted() {
        return input.get().adopted();
    }

    /** The run has waited until it may copy. */
    void begins(Instant now) {
        begun = now;
    }

    /** The user may be copied in this run; its own time beats the batch's. */
    boolean isDue(MigrationUser user) {
        Instant own = user.settings().startAfter();
        return !isResting(user)
                && Optional.ofNullable(own)
                        .or(jobFile()::startAfter)
                        .filter(time -> time.isAfter(begun))
                        .isEmpty();
    }

    /** The user's servers allow no more before this run is over. */
    boolean isResting(MigrationUser user) {
        return user.restsUntil().filter(time -> time.isAfter(begun)).isPresent();
    }

    /** The user completes in this run; its own time beats the batch's, once its first sync was behind it. */
    boolean completes(MigrationUser user) {
        Instant own = user.settings().completeAfter();
        if (own == null) {
            return kind() == PassKind.COMPLETION;
        }
        boolean synced =
                user.initialSyncEnd().filter(end -> end.isBefore(begun)).isPresent();
        return !own.isAfter(begun) && (kind() == PassKind.COMPLETION || synced && !pass().isInitial());
    }

    PassNumber pass() {
        return life.pass();
    }

    PassKind kind() {
        return life.kind();
    }

    RunListener listener() {
        return listener;
    }

    void stop() {
        if (!stopping) {
            stopping = true;
            listener.stopping();
        }
    }

    boolean stopping() {
        return stopping;
    }

    /** Asks one user to end at its next slice. */
    void stop(UserId user) {
        stoppedUsers.add(user);
        userStopped.accept(user);
    }

    /** Who was asked to end alone. */
    Set<UserId> stoppedUsers() {
        return Set.copyOf(stoppedUsers);
    }

    /** @param action called when one user is asked to end */
    void whenUserStopped(Consumer<UserId> action) {
        userStopped = action;
    }

    /** What has its time by then is due in this run. */
    Instant begun() {
        return begun;
    }

    boolean isStopped(UserId user) {
        return stoppedUsers.contains(user);
    }

    /** An endpoint or the batch itself failed: no user has a chance any more. The first failure counts. */
    void failed(MigrationException reason) {
        if (failure.compareAndSet(null, reason)) {
            if (reason.code() == FailureCode.STOPPED || reason.code() == FailureCode.LEASE_LOST) {
                LOG.info("batch {} ends here: {}", jobFile().name(), reason.detail());
            } else {
                LOG.error("batch {} failed: {} {}", jobFile().name(), reason.code(), reason.detail(), reason);
            }
            listener.runFailed(reason.code());
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
        return jobFile().concurrency(pass());
    }

    /** Something the administrator should know, shown once at the end of the run. */
    void warn(String message) {
        warnings.addIfAbsent(message);
    }

    List<String> warnings() {
        return Stream.concat(warnings.stream(), slowdowns.phrases().stream()).toList();
    }

    /** But for the servers' pauses, which all workers hear of. */
    List<String> warningsOfItsOwn() {
        return List.copyOf(warnings);
    }

    /** What the CSV says stands in the ledger. */
    void imported(int rows, int pending) {
        listener.imported(rows, pending, findings());
        imported = true;
    }

    /** Before, nobody can tell how many users there are. */
    boolean isImported() {
        return imported;
    }

    /** The final report was written and sent. */
    void reported() {
        reported = true;
    }

    boolean isReported() {
        return reported;
    }
}
