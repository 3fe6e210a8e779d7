package org.stagepost.migration;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.model.Reach;
import org.stagepost.sync.Sleeper;

/**
 * Looks at users as a run would, and changes nothing: both entries in the directories, and whether the mailboxes open.
 * A staged user's target mailbox is not opened, because the run may have to make it first.
 */
public final class UserChecks {
    /** Few beside the mailboxes of a run that may be going on. */
    private static final int MOST_AT_ONCE = 10;

    private final OpenDirectories directories;
    private final Map<EndpointKind, MailboxConnector> connectors;
    private final MailboxLogins logins;
    private final Patience patience;

    public UserChecks(
            OpenDirectories directories,
            Map<EndpointKind, MailboxConnector> connectors,
            MailboxLogins logins,
            Sleeper sleeper) {
        this.directories = directories;
        this.connectors = Map.copyOf(connectors);
        this.logins = logins;
        this.patience = new Patience(sleeper);
    }

    /** @param failures of an endpoint or a directory: whoever was not looked at before is UNKNOWN */
    record Result(List<UserCheck> users, List<Problem> failures) {
        static Result nothing(List<UserRow> rows, List<Problem> failures) {
            List<UserCheck> users =
                    rows.stream().map(row -> UserCheck.of(row, Outlook.UNKNOWN)).toList();
            return new Result(users, failures);
        }
    }

    /** Some users at a time; of a staged user's mailboxes only the source is opened. */
    Result look(JobFile jobFile, PassNumber pass, List<UserRow> rows) {
        return look(jobFile, pass, rows, this::open);
    }

    /** The same, with another look at the mailboxes. @param mailboxes throws what is wrong with them */
    Result look(JobFile jobFile, PassNumber pass, List<UserRow> rows, BiConsumer<JobFile, UserRow> mailboxes) {
        int atOnce = atOnce(jobFile, pass);
        return switch (jobFile.type()) {
            case IMAP ->
                new SeveralUsers(atOnce, patience).look(rows, row -> {
                    mailboxes.accept(jobFile, row);
                    return jobFile.forwarding() == Forwarding.SKIP
                            ? UserPlan.NOTHING
                            : directories
                                    .forwarding(jobFile)
                                    .plan(row)
                                    .map(UserPlan::of)
                                    .orElse(UserPlan.NOTHING);
                });
            case STAGED -> {
                MailboxCommand command =
                        new MailboxCommand(jobFile.options().directories().mailboxCommand());
                yield staged(jobFile, rows, atOnce, (open, row) -> {
                    UserPlan plan = open.plan(row);
                    command.check(row.address());
                    mailboxes.accept(jobFile, row);
                    return plan;
                });
            }
        };
    }

    /** What the directories would get when the batch is completed; where there are none, every user is fine. */
    Result completion(JobFile jobFile, PassNumber pass, List<UserRow> rows) {
        int atOnce = atOnce(jobFile, pass);
        return jobFile.type().usesDirectories()
                ? staged(jobFile, rows, atOnce, UserDirectories::planCompletion)
                : new SeveralUsers(atOnce, patience).look(rows, row -> UserPlan.NOTHING);
    }

    private Result staged(
            JobFile jobFile, List<UserRow> rows, int atOnce, BiFunction<UserDirectories, UserRow, UserPlan> look) {
        try (UserDirectories open = patience.with(() -> directories.open(jobFile))) {
            return new SeveralUsers(atOnce, patience).look(rows, row -> look.apply(open, row));
        } catch (MigrationException e) {
            if (e.code().reach() == Reach.BATCH) {
                throw e;
            }
            return Result.nothing(rows, List.of(Problem.of(e)));
        }
    }

    static int atOnce(JobFile jobFile, PassNumber pass) {
        return Math.min(MOST_AT_ONCE, jobFile.concurrency(pass));
    }

    private void open(JobFile jobFile, UserRow row) {
        open(jobFile.source(), logins.source(jobFile.source(), row));
        if (jobFile.type() == MigrationType.IMAP) {
            open(jobFile.target(), logins.target(jobFile.target(), row, jobFile.type()));
        }
    }

    /** For reading on either side: to open a mailbox for writing may take marks of new mail away. */
    private void open(Endpoint endpoint, MailboxLogin login) {
        MailboxConnector connector = connectors.get(endpoint.kind());
        if (connector == null) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, "endpoint " + endpoint.name() + " holds no mailboxes");
        }
        connector.openSource(endpoint, login).close();
    }
}
