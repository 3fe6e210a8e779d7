package org.stagepost.migration;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.model.Reach;
import org.stagepost.proof.Depth;
import org.stagepost.proof.MailboxProof;
import org.stagepost.proof.ProofTally;
import org.stagepost.sync.Sleeper;

/** Verifies the users of a batch, several at a time; all that it needs of the store was read before. */
public final class BatchVerification {
    private final MigrationBatch batch;
    private final JobFile jobFile;
    private final Depth depth;
    private final boolean whole;
    private final List<UserToVerify> users;
    private final int leftOut;
    private final Map<EndpointKind, MailboxConnector> connectors;
    private final Clock clock;
    private final EndpointGates gates;
    private final Patience patience;
    private final AtomicReference<@Nullable MigrationException> endpointFailure = new AtomicReference<>();

    BatchVerification(
            MigrationBatch batch,
            JobFile jobFile,
            Depth depth,
            boolean whole,
            List<UserToVerify> users,
            int leftOut,
            Map<EndpointKind, MailboxConnector> connectors,
            Clock clock,
            Sleeper sleeper) {
        this.batch = batch;
        this.jobFile = jobFile;
        this.depth = depth;
        this.whole = whole;
        this.users = List.copyOf(users);
        this.leftOut = leftOut;
        this.connectors = connectors;
        this.clock = clock;
        this.gates = new EndpointGates(clock, sleeper, new Random(), Integer.MAX_VALUE);
        this.patience = new Patience(sleeper);
    }

    public MigrationBatch batch() {
        return batch;
    }

    public int users() {
        return users.size();
    }

    /** The servers want tokens or secrets that are asked for while the mailboxes are read. */
    public boolean needsStore() {
        return needsStore(jobFile.source()) || needsStore(jobFile.target());
    }

    private static boolean needsStore(Endpoint endpoint) {
        return endpoint.login().oauth().isPresent() || endpoint.proxy().isPresent();
    }

    /**
     * Goes on where an earlier one was stopped.
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
            for (UserToVerify user : users) {
                tasks.add(() -> told(listener, one(user, round, halted)));
            }
            List<UserProof> proofs = new ArrayList<>();
            for (Future<UserProof> task : threads.invokeAll(tasks)) {
                proofs.add(task.get());
            }
            return new BatchProof(batch.name(), pass, depth, whole, begun, clock.instant(), proofs, leftOut);
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
        Optional<UserProof> before = round.finished(user.user());
        if (before.isPresent()) {
            return before.get();
        }
        var begun = clock.instant();
        try {
            user.checkReady();
            MigrationException met = endpointFailure.get();
            if (met != null) {
                throw met.as(met.code(), "not looked at: " + met.detail());
            }
            return patience.with(() -> prove(user, round, halted));
        } catch (MigrationException e) {
            if (e.code().reach() == Reach.BATCH
                    && e.code() != FailureCode.STOPPED
                    && e.code() != FailureCode.BATCH_NOT_READY) {
                throw e;
            }
            if (e.code().reach() == Reach.ENDPOINT) {
                endpointFailure.compareAndSet(null, e);
            }
            return UserProof.failed(user.address(), begun, clock.instant(), e.code(), e.detail());
        }
    }

    private UserProof prove(UserToVerify user, KeptProof.Round round, BooleanSupplier halted) {
        var begun = clock.instant();
        Place place = gates.enter(jobFile, batch.pass(), halted).orElseThrow(BatchVerification::stopped);
        try (place;
                SourceMailbox source = connector(jobFile.source()).openSource(jobFile.source(), user.sourceLogin());
                SourceMailbox target = connector(jobFile.target()).openSource(jobFile.target(), user.targetLogin());
                KeptProof.Part part = round.begin(user.user())) {
            place.beginsWork();
            ProofTally tally = new MailboxProof(
                            source,
                            target,
                            () -> connector(jobFile.target()).openTarget(jobFile.target(), user.targetLogin()),
                            user.plan(depth),
                            part,
                            halted)
                    .prove();
            UserProof proof = new UserProof(user.address(), tally, begun, clock.instant(), null, "");
            part.finish(proof);
            return proof;
        }
    }

    private static MigrationException stopped() {
        return new MigrationException(FailureCode.STOPPED, "stopped before it was verified");
    }

    private MailboxConnector connector(Endpoint endpoint) {
        MailboxConnector connector = connectors.get(endpoint.kind());
        if (connector == null) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, "endpoint " + endpoint.name() + " holds no mailboxes");
        }
        return connector;
    }
}
