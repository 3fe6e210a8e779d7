package org.stagepost.migration;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Depth;
import org.stagepost.sync.Sleeper;

/** Prepares the verification of a batch: reads from the store what it needs, so that the store is free while it works. */
public final class VerifyBatch {
    private final ManageBatches manage;
    private final UserLedger ledger;
    private final Map<EndpointKind, MailboxConnector> connectors;
    private final MailboxLogins logins;
    private final Clock clock;
    private final Sleeper sleeper;

    public VerifyBatch(
            ManageBatches manage,
            UserLedger ledger,
            Map<EndpointKind, MailboxConnector> connectors,
            MailboxLogins logins,
            Clock clock,
            Sleeper sleeper) {
        this.manage = manage;
        this.ledger = ledger;
        this.connectors = Map.copyOf(connectors);
        this.logins = logins;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * @param addresses of the users; none for all of the batch
     * @throws MigrationException BATCH_NOT_READY while the batch runs, before its first run, or where an address is none
     *     of its users'; JOB_FILE_INVALID
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
        List<MigrationUser> users = chosen(known, addresses, batch);
        int leftOut = addresses.isEmpty() ? ledger.rejected(batch.name()).size() : 0;
        return new BatchVerification(
                batch,
                jobFile,
                depth,
                addresses.isEmpty(),
                users.stream().map(user -> toVerify(jobFile, user)).toList(),
                leftOut,
                connectors,
                clock,
                sleeper);
    }

    private static List<MigrationUser> chosen(
            List<MigrationUser> users, List<EmailAddress> addresses, MigrationBatch batch) {
        Set<EmailAddress> unknown = new HashSet<>(addresses);
        users.forEach(user -> unknown.remove(user.row().address()));
        if (!unknown.isEmpty()) {
            List<String> names =
                    unknown.stream().map(EmailAddress::value).sorted().toList();
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "not in batch " + batch.name() + ": " + String.join(", ", names) + " (user list " + batch.name()
                            + ")");
        }
        return users.stream()
                .filter(user ->
                        addresses.isEmpty() || addresses.contains(user.row().address()))
                .toList();
    }

    private UserToVerify toVerify(JobFile jobFile, MigrationUser user) {
        UserRow row = user.row();
        return new UserToVerify(
                user,
                EffectiveSettings.folders(jobFile),
                ledger.journal(user.id()).entries(),
                ledger.skipped(user.id()),
                login(() -> logins.source(jobFile.source(), row)),
                login(() -> logins.target(jobFile.target(), row, jobFile.type())));
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
