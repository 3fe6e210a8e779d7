package org.stagepost.migration;

import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;

/**
 * What a run of a batch would meet if it began now.
 *
 * @param failures of endpoints or directories, met while users were looked at; the rest of them were not then
 * @param users in the order of their rows; then the rows that are left out
 * @param warnings of the job file and the CSV
 */
public record BatchValidation(
        BatchName batch,
        List<EndpointCheck> endpoints,
        List<Problem> failures,
        List<UserCheck> users,
        List<Finding> warnings) {
    /** One endpoint of the batch and how its test went. */
    public record EndpointCheck(Endpoint endpoint, List<ProbeStage> stages) {
        public EndpointCheck {
            stages = List.copyOf(stages);
        }

        public boolean passed() {
            return stages.stream().allMatch(ProbeStage::passed);
        }
    }

    /** How a user would fare. */
    public enum Outlook {
        FINE,
        FAILS,
        /** Left out by every run: completed. */
        THROUGH,
        /** Not looked at, because an endpoint or a directory failed. */
        UNKNOWN
    }

    /**
     * One row of the CSV.
     *
     * @param address as written; empty where a row that is left out has none
     * @param problems why the user fails; else none
     * @param plan what a run would do in the directories
     */
    public record UserCheck(int line, String address, Outlook outlook, List<Problem> problems, UserPlan plan) {
        public UserCheck {
            problems = List.copyOf(problems);
        }

        public UserCheck(int line, String address, Outlook outlook, List<Problem> problems) {
            this(line, address, outlook, problems, UserPlan.NOTHING);
        }

        /** The same user, who fails where there are problems. */
        UserCheck with(List<Problem> all) {
            return all.isEmpty() ? this : new UserCheck(line, address, Outlook.FAILS, all, plan);
        }

        static UserCheck fine(UserRow row, UserPlan plan) {
            return new UserCheck(row.line(), row.address().value(), Outlook.FINE, List.of(), plan);
        }

        static UserCheck of(UserRow row, Outlook outlook) {
            return new UserCheck(row.line(), row.address().value(), outlook, List.of());
        }

        static UserCheck failing(UserRow row, MigrationException failure) {
            return new UserCheck(row.line(), row.address().value(), Outlook.FAILS, List.of(Problem.of(failure)));
        }

        /** A run leaves it out and counts it as failed. */
        static UserCheck rejected(RejectedRow row) {
            List<Problem> problems = row.findings().stream()
                    .map(finding -> new Problem(
                            FailureCode.CSV_INVALID, finding.where() + ": " + finding.message(), finding.remedy()))
                    .toList();
            return new UserCheck(row.line(), row.address(), Outlook.FAILS, problems);
        }
    }

    /** @param hint the remedy */
    public record Problem(FailureCode code, String message, String hint) {
        static Problem of(MigrationException failure) {
            return new Problem(failure.code(), failure.detail(), failure.hint());
        }
    }

    public BatchValidation {
        endpoints = List.copyOf(endpoints);
        failures = List.copyOf(failures);
        users = List.copyOf(users);
        warnings = List.copyOf(warnings);
    }

    /** The same with users of whom more is known. */
    BatchValidation with(List<UserCheck> checked) {
        return new BatchValidation(batch, endpoints, failures, checked, warnings);
    }

    public long count(Outlook outlook) {
        return users.stream().filter(user -> user.outlook() == outlook).count();
    }

    /** What a run would end with, as far as can be seen. */
    public ExitCode exitCode() {
        boolean passed = failures.isEmpty() && endpoints.stream().allMatch(EndpointCheck::passed);
        if (!passed) {
            return ExitCode.BATCH_FAILED;
        }
        return count(Outlook.FAILS) == 0 ? ExitCode.SUCCESS : ExitCode.SOME_USERS_FAILED;
    }
}
