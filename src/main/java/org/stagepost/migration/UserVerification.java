package org.stagepost.migration;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.model.Reach;
import org.stagepost.proof.Depth;
import org.stagepost.proof.MailboxProof;
import org.stagepost.proof.MailboxToRead;
import org.stagepost.proof.ProofTally;
import org.stagepost.sync.Allowance;
import org.stagepost.sync.Sleeper;

/** Compares single users' mailboxes; once a server cannot be reached, no more of them. Thread-safe. */
final class UserVerification {
    private final JobFile jobFile;
    private final PassNumber pass;
    private final Depth depth;
    private final MailboxesToVerify mailboxes;
    private final ReadingLimits limits;
    private final Clock clock;
    private final EndpointGates gates;
    private final Patience patience;
    private final AtomicReference<@Nullable MigrationException> endpointFailure = new AtomicReference<>();

    UserVerification(
            JobFile jobFile,
            PassNumber pass,
            Depth depth,
            MailboxesToVerify mailboxes,
            ReadingLimits limits,
            Clock clock,
            Sleeper sleeper) {
        this.jobFile = jobFile;
        this.pass = pass;
        this.depth = depth;
        this.mailboxes = mailboxes;
        this.limits = limits;
        this.clock = clock;
        this.gates = new EndpointGates(clock, sleeper, new Random(), Integer.MAX_VALUE);
        this.patience = new Patience(sleeper);
    }

    /**
     * @param asked of the user, as {@link ProofQuestion}
     * @throws MigrationException what keeps all users from being verified
     */
    UserProof verify(UserToVerify user, String asked, KeptProof.Round round, BooleanSupplier halted) {
        var begun = clock.instant();
        try {
            user.checkReady();
            MigrationException met = endpointFailure.get();
            if (met != null) {
                throw met.as(met.code(), "not looked at: " + met.detail());
            }
            return patience.with(() -> prove(user, asked, round, halted));
        } catch (MigrationException e) {
            if (e.code().reach() == Reach.BATCH
                    && e.code() != FailureCode.STOPPED
                    && e.code() != FailureCode.BATCH_NOT_READY) {
                throw e;
            }
            if (e.code().reach() == Reach.ENDPOINT) {
                endpointFailure.compareAndSet(null, e);
            }
            return failed(user, begun, e.code(), e.detail());
        }
    }

    UserProof stopped(UserToVerify user) {
        return failed(user, clock.instant(), FailureCode.STOPPED, stopped().detail());
    }

    private UserProof failed(UserToVerify user, Instant begun, FailureCode code, String message) {
        return UserProof.failed(user.address(), begun, clock.instant(), code, message);
    }

    private UserProof prove(UserToVerify user, String asked, KeptProof.Round round, BooleanSupplier halted) {
        Place place = gates.enter(jobFile, pass, halted).orElseThrow(UserVerification::stopped);
        try (place) {
            UserRow row = user.user().row();
            ReadingAllowance ofSource = limits.ofSource(jobFile, place, row);
            ReadingAllowance ofTarget = limits.ofTarget(jobFile, place, row);
            ofSource.check();
            ofTarget.check();
            return prove(user, asked, round, new Entered(place, ofSource, ofTarget), halted);
        }
    }

    /** A mailbox that may be connected to its servers, and what they let be read of it. */
    private record Entered(Place place, Allowance source, Allowance target) {}

    private UserProof prove(
            UserToVerify user, String asked, KeptProof.Round round, Entered entered, BooleanSupplier halted) {
        var begun = clock.instant();
        try (SourceMailbox source = mailboxes.source(user);
                TargetToVerify target = new TargetToVerify(
                        () -> mailboxes.target(user), () -> mailboxes.writable(user), () -> entered.place()
                                .secondPair(jobFile));
                KeptProof.Part part = round.begin(user.user(), asked)) {
            entered.place().beginsWork();
            RecordedCopies copies = round.kept(user.user().id());
            ProofTally tally = new MailboxProof(
                            new MailboxToRead(source, entered.source()),
                            new MailboxToRead(target, entered.target()),
                            target::writable,
                            user.plan(depth, EffectiveSettings.folders(jobFile), copies),
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
}
