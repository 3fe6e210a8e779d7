package org.stagepost.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;
import org.stagepost.model.Finding.Severity;

/**
 * Which rows of a CSV may join their batch: a user belongs to one batch of a source at a time, and whoever was removed
 * stays out. Thread-safe.
 */
public final class Admission {
    private final Membership members;
    private final BatchQueries queries;
    /** What the batches that run here have admitted, and maybe not yet imported. */
    private final Map<BatchName, Claim> claims = new HashMap<>();

    private record Claim(String sourceServer, Set<EmailAddress> users) {}

    public Admission(Membership members, BatchQueries queries) {
        this.members = members;
        this.queries = queries;
    }

    /** What may run of the input: the other rows are left out, each with a finding. */
    public synchronized BatchInput admit(BatchInput input) {
        BatchInput admitted = look(input);
        JobFile jobFile = input.jobFile();
        claims.put(
                jobFile.name(),
                new Claim(jobFile.sourceServer(), addresses(admitted.csv().rows())));
        return admitted;
    }

    /** The same for somebody who only wants to know. */
    synchronized BatchInput look(BatchInput input) {
        Sorting sorting = new Sorting(input);
        input.csv().rows().forEach(sorting::add);
        return new BatchInput(
                input.jobFile(), input.csv().with(sorting.rows, sorting.rejected), sorting.findings, sorting.adopted);
    }

    /** Who may join, row by row. */
    private final class Sorting {
        private final BatchInput input;
        private final boolean mayTake;
        private final Map<EmailAddress, BatchName> elsewhere;
        private final Set<EmailAddress> removed;
        private final Map<EmailAddress, BatchName> adopted = new HashMap<>();
        private final List<UserRow> rows = new ArrayList<>();
        private final List<RejectedRow> rejected;
        private final List<Finding> findings;

        private Sorting(BatchInput input) {
            this.input = input;
            this.mayTake = input.jobFile().options().adoptUsers();
            this.elsewhere = elsewhere(input.jobFile());
            this.removed = members.removed(input.jobFile().name());
            this.rejected = new ArrayList<>(input.csv().rejected());
            this.findings = new ArrayList<>(input.findings());
        }

        private void add(UserRow row) {
            BatchName other = elsewhere.get(row.address());
            if (removed.contains(row.address())) {
                report(Severity.WARNING, row, "was removed from the batch, or went to another one", takeBack());
            } else if (other == null) {
                rows.add(row);
            } else if (mayTake && isAtRest(other)) {
                adopted.put(row.address(), other);
                rows.add(row);
            } else {
                String running = mayTake ? ", which is running" : "";
                Finding finding = report(Severity.ROW, row, "belongs to batch " + other + running, remedy());
                rejected.add(RejectedRow.of(row, input.csv().header(), finding));
            }
        }

        private Finding report(Severity severity, UserRow row, String message, String remedy) {
            Finding finding = new Finding(
                    severity,
                    input.csv().file().toString(),
                    row.line(),
                    "EmailAddress",
                    row.address() + " " + message,
                    remedy);
            findings.add(finding);
            return finding;
        }

        private String takeBack() {
            return "take it back with: batch set " + input.jobFile().name() + " --add-users CSV";
        }

        private String remedy() {
            return mayTake
                    ? "stop that batch first"
                    : "take it out of one of them, or let this batch adopt it: adoptUsers: true, or --adopt";
        }
    }

    /** The batch does not run here any more. */
    public synchronized void leave(BatchName batch) {
        claims.remove(batch);
    }

    private Map<EmailAddress, BatchName> elsewhere(JobFile jobFile) {
        Map<EmailAddress, BatchName> elsewhere =
                new HashMap<>(members.elsewhere(jobFile.name(), jobFile.sourceServer()));
        claims.forEach((batch, claim) -> {
            if (!batch.equals(jobFile.name()) && claim.sourceServer().equals(jobFile.sourceServer())) {
                claim.users().forEach(user -> elsewhere.put(user, batch));
            }
        });
        return elsewhere;
    }

    private boolean isAtRest(BatchName other) {
        return !claims.containsKey(other)
                && queries.find(other)
                        .map(BatchView::status)
                        .filter(status -> !status.isAtRest())
                        .isEmpty();
    }

    private static Set<EmailAddress> addresses(List<UserRow> rows) {
        return rows.stream().map(UserRow::address).collect(Collectors.toSet());
    }
}
