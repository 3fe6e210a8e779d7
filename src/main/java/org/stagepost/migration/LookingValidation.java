package org.stagepost.migration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.migration.BatchValidation.EndpointCheck;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/**
 * Tests the endpoints of a batch and looks at each of its users as a run would: the entries in the directories, and
 * whether its mailboxes open.
 */
public final class LookingValidation implements ValidateBatch {
    private final ManageBatches manage;
    private final Admission admission;
    private final UserLedger ledger;
    private final EndpointProbe probe;
    private final UserChecks checks;
    private final MailboxMaker maker;

    public LookingValidation(
            ManageBatches manage,
            Admission admission,
            UserLedger ledger,
            EndpointProbe probe,
            UserChecks checks,
            MailboxMaker maker) {
        this.manage = manage;
        this.admission = admission;
        this.ledger = ledger;
        this.probe = probe;
        this.checks = checks;
        this.maker = maker;
    }

    @Override
    public BatchValidation validate(MigrationBatch batch) {
        return validate(admission.look(manage.readForRun(batch)), batch.pass(), checks::look);
    }

    @Override
    public BatchValidation completion(MigrationBatch batch) {
        return validate(admission.look(manage.readForRun(batch)), batch.pass(), checks::completion);
    }

    @Override
    public BatchValidation validate(Path jobFile) {
        BatchInput input = read(jobFile);
        return validate(input, passOf(input), checks::look);
    }

    /** @throws MigrationException as {@link #validate(Path)} */
    BatchInput read(Path jobFile) {
        return admission.look(manage.readForRun(jobFile));
    }

    PassNumber passOf(BatchInput input) {
        return manage.passOf(input.jobFile().name());
    }

    /** Looks at users for one purpose or the other. */
    interface Look {
        UserChecks.Result at(JobFile jobFile, PassNumber pass, List<UserRow> rows);
    }

    BatchValidation validate(BatchInput input, PassNumber pass, Look look) {
        JobFile jobFile = input.jobFile();
        List<EndpointCheck> endpoints = endpoints(jobFile);
        Set<EmailAddress> completed = completed(jobFile.name());
        List<UserRow> rows = input.csv().rows().stream()
                .filter(row -> !completed.contains(row.address()))
                .toList();
        UserChecks.Result looked =
                mayLook(jobFile, endpoints) ? look.at(jobFile, pass, rows) : UserChecks.Result.nothing(rows, List.of());
        List<Problem> failures = Stream.concat(commandProblem(jobFile).stream(), looked.failures().stream())
                .toList();
        return new BatchValidation(
                jobFile.name(), endpoints, failures, users(input.csv(), looked.users()), input.findings());
    }

    private Optional<Problem> commandProblem(JobFile jobFile) {
        try {
            jobFile.options().directories().mailboxCommand().stream().limit(1).forEach(maker::check);
            return Optional.empty();
        } catch (MigrationException e) {
            return Optional.of(Problem.of(e));
        }
    }

    /** In the order of the file; then the rows that are left out. */
    private static List<UserCheck> users(UserCsv csv, List<UserCheck> looked) {
        Map<String, UserCheck> byAddress =
                looked.stream().collect(Collectors.toMap(UserCheck::address, Function.identity()));
        Stream<UserCheck> good = csv.rows().stream()
                .map(row -> byAddress.getOrDefault(row.address().value(), UserCheck.of(row, Outlook.THROUGH)));
        return Stream.concat(good, csv.rejected().stream().map(UserCheck::rejected))
                .toList();
    }

    private List<EndpointCheck> endpoints(JobFile jobFile) {
        Map<String, Endpoint> byName = new LinkedHashMap<>();
        EndpointSecrets.endpoints(jobFile).forEach(endpoint -> byName.put(endpoint.name(), endpoint));
        return byName.values().stream()
                .map(endpoint -> new EndpointCheck(endpoint, probe.probe(endpoint, ProbeRequest.withoutMailbox())))
                .toList();
    }

    /** Mails are not needed to look at users. */
    private static boolean mayLook(JobFile jobFile, List<EndpointCheck> endpoints) {
        Optional<String> mails = jobFile.smtp().map(Endpoint::name);
        return endpoints.stream()
                .allMatch(check -> check.passed()
                        || mails.equals(Optional.of(check.endpoint().name())));
    }

    /** No run works on them any more. */
    private Set<EmailAddress> completed(BatchName batch) {
        return ledger.users(batch).stream()
                .filter(user -> user.status().summary() == StatusSummary.COMPLETED)
                .map(user -> user.row().address())
                .collect(Collectors.toSet());
    }
}
