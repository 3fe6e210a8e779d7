package org.stagepost.migration;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.proof.Depth;
import org.stagepost.sync.SkippedItem;

/**
 * Verifies the users of a batch, several at a time: {@link #load}, then {@link #run}. Keeps less than some kilobytes of
 * each user in memory, however many items they have, and the items of those that are compared at the moment.
 */
public final class BatchVerification {
    /** What was found longer ago says nothing of how the mailboxes are now. */
    static final Duration LONGEST_KEPT = Duration.ofHours(24);

    private final MigrationBatch batch;
    private final JobFile jobFile;
    private final Depth depth;
    private final Rows rows;
    private final UserLedger ledger;
    private final UserVerification verification;
    private final Clock clock;
    private final Map<UserId, String> asked = new HashMap<>();
    private final Map<UserId, UserProof> takenOver = new HashMap<>();

    /**
     * Whose mailboxes are to be compared.
     *
     * @param notImported users whose rows no run has seen
     */
    record Rows(List<UserToVerify> users, List<UserRow> notImported, BatchProof.Scope scope) {
        Rows {
            users = List.copyOf(users);
            notImported = List.copyOf(notImported);
        }
    }

    BatchVerification(
            MigrationBatch batch,
            JobFile jobFile,
            Depth depth,
            Rows rows,
            UserLedger ledger,
            UserVerification verification,
            Clock clock) {
        this.batch = batch;
        this.jobFile = jobFile;
        this.depth = depth;
        this.rows = rows;
        this.ledger = ledger;
        this.verification = verification;
        this.clock = clock;
    }

    public MigrationBatch batch() {
        return batch;
    }

    /** Tells which server is to be left alone now, so that whoever is left waits; empty when none is. */
    public Optional<String> quiet() {
        return QuietServers.now(jobFile, clock.instant());
    }

    List<UserToVerify> users() {
        return rows.users();
    }

    /** The servers want tokens or secrets that are asked for while the mailboxes are read, or limit what is read in a day. */
    public boolean needsStore() {
        return needsStore(jobFile.source()) || needsStore(jobFile.target());
    }

    private static boolean needsStore(Endpoint endpoint) {
        return endpoint.login().oauth().isPresent()
                || endpoint.proxy().isPresent()
                || endpoint.limits().bytesDownPerDay() > 0;
    }

    /**
     * Reads from the store what is recorded of the users, one after another. Afterwards it is needed no more, unless
     * {@link #needsStore} says so.
     *
     * @param halted ends it early; a run then stops at once
     * @return those whom an earlier verification, which did not get through all of its users, found the same
     */
    public List<UserProof> load(KeptProof.Round round, BooleanSupplier halted) {
        ProofQuestion question = new ProofQuestion(jobFile, depth);
        for (UserToVerify user : rows.users()) {
            if (halted.getAsBoolean()) {
                break;
            }
            UserId id = user.user().id();
            List<SkippedItem> skipped = ledger.skipped(id);
            String text = question.of(user.user(), user.state(), skipped);
            asked.put(id, text);
            Optional<UserProof> known = round.finished(user.user(), text).filter(this::counts);
            if (known.isPresent()) {
                takenOver.put(id, known.get());
            } else if (user.user().initialSyncEnd().isPresent()) {
                round.keep(id, new RecordedCopies(ledger.journal(id).entries(), skipped));
            }
        }
        return List.copyOf(takenOver.values());
    }

    /** Who was different may have been mended since, without anything that is recorded. */
    private boolean counts(UserProof proof) {
        return proof.isClean() && isFresh(proof);
    }

    private boolean isFresh(UserProof proof) {
        Duration age = Duration.between(proof.begun(), clock.instant());
        return !age.isNegative() && age.compareTo(LONGEST_KEPT) < 0;
    }

    /**
     * Goes on where an earlier one did not get through.
     *
     * @param listener told of each user who is through, in any order; called by several threads, one at a time
     * @param halted asked often; what is under way is given up then, and what is through is kept
     */
    public BatchProof run(KeptProof.Round round, Consumer<UserProof> listener, BooleanSupplier halted) {
        var begun = clock.instant();
        PassNumber pass = batch.pass();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, jobFile.concurrency(pass)));
        try {
            List<Callable<UserProof>> tasks = new ArrayList<>();
            for (UserToVerify user : rows.users()) {
                tasks.add(() -> told(listener, one(user, round, halted)));
            }
            List<UserProof> proofs = new ArrayList<>();
            for (Future<UserProof> task : threads.invokeAll(tasks)) {
                proofs.add(task.get());
            }
            rows.notImported().forEach(row -> proofs.add(told(listener, notImported(row))));
            return new BatchProof(batch.name(), pass, depth, rows.scope(), begun, clock.instant(), proofs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while users were verified", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MigrationException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static UserProof told(Consumer<UserProof> listener, UserProof proof) {
        synchronized (listener) {
            listener.accept(proof);
        }
        return proof;
    }

    private UserProof one(UserToVerify user, KeptProof.Round round, BooleanSupplier halted) {
        UserProof known = takenOver.get(user.user().id());
        if (known != null) {
            return known;
        }
        String text = asked.get(user.user().id());
        return halted.getAsBoolean() || text == null
                ? verification.stopped(user)
                : verification.verify(user, text, round, halted);
    }

    private UserProof notImported(UserRow row) {
        var now = clock.instant();
        return UserProof.failed(
                row.address(),
                now,
                now,
                FailureCode.BATCH_NOT_READY,
                "not imported yet: the next run takes it in (batch start " + batch.name() + ")");
    }
}
