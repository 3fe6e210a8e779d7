package org.stagepost.migration;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;
import org.stagepost.proof.Depth;
import org.stagepost.sync.Sleeper;

/** Prepares the verification of a batch, and looks at its end whether a run came in between. */
public final class VerifyBatch {
    private final ManageBatches manage;
    private final UserLedger ledger;
    private final Map<EndpointKind, MailboxConnector> connectors;
    private final MailboxLogins logins;
    private final DailyLimits days;
    private final Clock clock;
    private final Sleeper sleeper;

    public VerifyBatch(
            ManageBatches manage,
            UserLedger ledger,
            Map<EndpointKind, MailboxConnector> connectors,
            MailboxLogins logins,
            DailyLimits days,
            Clock clock,
            Sleeper sleeper) {
        this.manage = manage;
        this.ledger = ledger;
        this.connectors = Map.copyOf(connectors);
        this.logins = logins;
        this.days = days;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * @param addresses of the users; none for all of the batch
     * @throws MigrationException BATCH_NOT_READY while the batch runs, before its first run, or where an address is none
     *     of its users'; JOB_FILE_INVALID; SECRET_MISSING (an endpoint's own, which is nobody's row)
     */
    public BatchVerification prepare(BatchView view, List<EmailAddress> addresses, Depth depth) {
        MigrationBatch batch = view.batch();
        if (!view.status().isAtRest()) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "batch " + batch.name() + " is " + view.status().word()
                            + ": what is still moving cannot be verified (batch stop " + batch.name() + ")");
        }
        List<MigrationUser> known = ledger.users(batch.name());
        if (batch.startTime().isEmpty() || known.isEmpty()) {
            String why = batch.startTime().isEmpty() ? " has never run" : " has no users";
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "batch " + batch.name() + why + ": there is nothing to compare (batch start " + batch.name() + ")");
        }
        JobFile jobFile = manage.jobFile(batch);
        logins.requireSecrets(jobFile.source(), jobFile.target());
        RowsToVerify rows = rows(jobFile, known, addresses);
        Map<UserId, String> journals = ledger.journalSums(batch.name());
        List<UserToVerify> users = rows.users().stream()
                .map(user -> toVerify(jobFile, user, UserState.of(user, journals)))
                .toList();
        return new BatchVerification(
                batch,
                jobFile,
                depth,
                new BatchVerification.Rows(users, rows.notImported(), rows.scope()),
                ledger,
                new UserVerification(
                        jobFile,
                        batch.pass(),
                        depth,
                        new MailboxesToVerify(jobFile, connectors),
                        new ReadingLimits(days, logins),
                        clock,
                        sleeper),
                clock);
    }

    private RowsToVerify rows(JobFile jobFile, List<MigrationUser> known, List<EmailAddress> addresses) {
        RowsToVerify rows = new RowsToVerify(addresses, known, ledger.rejected(jobFile.name()));
        try {
            rows.add(manage.rows(jobFile));
        } catch (MigrationException e) {
            rows.cannotBeRead(e); // with the passwords in it, it may be deleted by now
        }
        rows.checkChosen(jobFile.name());
        return rows;
    }

    private UserToVerify toVerify(JobFile jobFile, MigrationUser user, String state) {
        UserRow row = user.row();
        return new UserToVerify(
                user,
                state,
                login(() -> logins.source(jobFile.source(), row)),
                login(() -> logins.target(jobFile.target(), row, jobFile.type())));
    }

    /**
     * Looks whether a run has worked on mailboxes since the verification was prepared: what was found of them is neither the
     * same nor different then.
     *
     * @return the users' proofs as they count now
     */
    public BatchProof lookAgain(BatchVerification verification, BatchProof proof) {
        Map<EmailAddress, MigrationUser> now = ledger.users(proof.batch()).stream()
                .collect(Collectors.toMap(user -> user.row().address(), Function.identity()));
        Map<UserId, String> journals = ledger.journalSums(proof.batch());
        Map<EmailAddress, UserToVerify> before =
                verification.users().stream().collect(Collectors.toMap(UserToVerify::address, Function.identity()));
        return proof.with(proof.users().stream()
                .map(user -> {
                    UserToVerify known = before.get(user.address());
                    MigrationUser found = now.get(user.address());
                    boolean stands = known == null
                            || !user.isVerified()
                            || (found != null && known.state().equals(UserState.of(found, journals)));
                    return stands ? user : user.changedMeanwhile(found);
                })
                .toList());
    }

    /** Resolved now; what is wrong with it is this user's to tell. */
    private static Supplier<MailboxLogin> login(Supplier<MailboxLogin> login) {
        try {
            MailboxLogin resolved = login.get();
            return () -> resolved;
        } catch (MigrationException e) {
            FailureCode code = e.code() == FailureCode.SECRET_MISSING ? FailureCode.CREDENTIALS_REFUSED : e.code();
            return () -> {
                throw e.as(code, e.detail());
            };
        }
    }
}
