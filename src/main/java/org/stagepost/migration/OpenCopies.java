package org.stagepost.migration;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.CopyAttempt;
import org.stagepost.sync.CopyContext;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.CopyProgress;
import org.stagepost.sync.MailboxCopy;
import org.stagepost.sync.PairOpening;
import org.stagepost.sync.Sleeper;

/** Opens both mailboxes of a user, ready to go on where the copy journal says. Thread-safe. */
public final class OpenCopies {
    private final Map<EndpointKind, MailboxConnector> connectors;
    private final MailboxLogins logins;
    private final UserLedger ledger;
    private final DailyLimits days;
    private final Path spool;
    private final Clock clock;
    private final Sleeper sleeper;
    private final TargetClaims claims;
    private final UnaryOperator<TargetMailbox> guard;
    /** Whether this process knows all connections that a server has of us. */
    private final boolean countsConnections;

    /** @param spool folder for large items on their way */
    public OpenCopies(
            Map<EndpointKind, MailboxConnector> connectors,
            MailboxLogins logins,
            UserLedger ledger,
            DailyLimits days,
            Path spool,
            Clock clock,
            Sleeper sleeper) {
        this(connectors, logins, ledger, days, spool, clock, sleeper, new ClaimedHere(), target -> target, true);
    }

    private OpenCopies(
            Map<EndpointKind, MailboxConnector> connectors,
            MailboxLogins logins,
            UserLedger ledger,
            DailyLimits days,
            Path spool,
            Clock clock,
            Sleeper sleeper,
            TargetClaims claims,
            UnaryOperator<TargetMailbox> guard,
            boolean countsConnections) {
        this.countsConnections = countsConnections;
        this.claims = claims;
        this.guard = guard;
        this.connectors = Map.copyOf(connectors);
        this.logins = logins;
        this.ledger = ledger;
        this.days = days;
        this.spool = spool;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * The copies of one partition of a worker: targets are changed only while the lease is good.
     *
     * @param fenced writes nothing when the lease is lost
     */
    public OpenCopies leased(HeldLease lease, UserLedger fenced, TargetClaims claims) {
        return new OpenCopies(
                connectors,
                logins,
                fenced,
                days,
                spool,
                clock,
                sleeper,
                claims,
                target -> new LeasedTarget(target, lease),
                false);
    }

    /**
     * For a first copy both are opened at the same time; later the target is opened when something has changed.
     * The caller closes the copy, and after it the place.
     *
     * @param latest the job file as it is at each moment: limits may change
     * @throws MigrationException as {@link MailboxConnector}, and SECRET_MISSING
     */
    public MailboxCopy open(Supplier<JobFile> latest, MigrationUser user, Terms terms) {
        JobFile jobFile = latest.get();
        CopyContext context = new CopyContext(
                EffectiveSettings.of(jobFile, user.settings(), terms.attempt(), spool),
                terms.attempt(),
                terms.progress(),
                new ServerAllowance(latest, terms.place(), day(user)),
                clock,
                sleeper);
        String mailboxes = logins.sourceMailbox(jobFile.source(), user.row()) + " > " + target(jobFile, user);
        CopyJournal journal = ledger.journal(user.id(), mailboxes);
        MailboxLogins untilHalted = logins.until(terms.halted());
        LazyTarget target = new LazyTarget(() -> openTarget(jobFile, user, untilHalted));
        try {
            if (journal.entries().isEmpty()) {
                target.begin();
            }
            return copy(
                    openSource(jobFile, user, untilHalted),
                    target,
                    second(jobFile, user, terms.place(), untilHalted),
                    journal,
                    context);
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /**
     * What a copy is opened with.
     *
     * @param place that its connections need
     * @param halted nobody waits for the copy any more
     */
    public record Terms(Place place, CopyAttempt attempt, CopyProgress progress, BooleanSupplier halted) {}

    /** What the user's mailboxes may move in a day. */
    public MailboxDay day(MigrationUser user) {
        return new MailboxDay(days, logins, user.row());
    }

    /** Housekeeping: what mailboxes moved on days that were over long ago. */
    public void forgetOldDays() {
        days.forgetOld();
    }

    private static MailboxCopy copy(
            SourceMailbox source, LazyTarget target, PairOpening second, CopyJournal journal, CopyContext context) {
        try {
            target.awaitIfBegun();
            return new MailboxCopy(source, target, second, journal, context);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private PairOpening second(JobFile jobFile, MigrationUser user, Place place, MailboxLogins some) {
        return new PairOpening() {
            @Override
            public long leastItems() {
                return jobFile.options().secondConnectionFrom();
            }

            @Override
            public Optional<PairOpening.Claim> claim() {
                boolean counted = jobFile.source().limits().connections() > 0
                        || jobFile.target().limits().connections() > 0;
                return counted && !countsConnections ? Optional.empty() : place.secondPair(jobFile);
            }

            @Override
            public SourceMailbox openSource() {
                return OpenCopies.this.openSource(jobFile, user, some);
            }

            @Override
            public TargetMailbox openTarget() {
                return OpenCopies.this.openTarget(jobFile, user, some);
            }
        };
    }

    private SourceMailbox openSource(JobFile jobFile, MigrationUser user, MailboxLogins some) {
        return connector(jobFile.source()).openSource(jobFile.source(), some.source(jobFile.source(), user.row()));
    }

    private TargetMailbox openTarget(JobFile jobFile, MigrationUser user, MailboxLogins some) {
        return guard.apply(connector(jobFile.target())
                .openTarget(jobFile.target(), some.target(jobFile.target(), user.row(), jobFile.type())));
    }

    private MailboxConnector connector(Endpoint endpoint) {
        MailboxConnector connector = connectors.get(endpoint.kind());
        if (connector == null) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, "endpoint " + endpoint.name() + " holds no mailboxes");
        }
        return connector;
    }

    /**
     * Keeps others off the user's target mailbox until the claim is closed: two at once would not see what the other copies.
     *
     * @throws MigrationException MAILBOX_BUSY when somebody else has claimed it
     */
    public Claim claimTarget(JobFile jobFile, MigrationUser user) {
        String mailbox = target(jobFile, user);
        if (!claims.claim(mailbox)) {
            throw new MigrationException(
                    FailureCode.MAILBOX_BUSY,
                    "another user of this or another batch is being copied into the target mailbox " + mailbox);
        }
        return () -> claims.release(mailbox);
    }

    /** Given back when it is closed. */
    public interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /** By the mailboxes of this process. */
    private static final class ClaimedHere implements TargetClaims {
        private final Set<String> claimed = ConcurrentHashMap.newKeySet();

        @Override
        public boolean claim(String mailbox) {
            return claimed.add(mailbox);
        }

        @Override
        public void release(String mailbox) {
            claimed.remove(mailbox);
        }
    }

    private String target(JobFile jobFile, MigrationUser user) {
        return logins.targetMailbox(jobFile.target(), user.row());
    }
}
