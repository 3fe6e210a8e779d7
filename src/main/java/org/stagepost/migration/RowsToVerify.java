package org.stagepost.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** All rows of a batch, sorted into those that a verification looks at and those that are left out. */
final class RowsToVerify {
    private final Set<EmailAddress> chosen;
    private final List<MigrationUser> known;
    private final List<UserRow> notImported = new ArrayList<>();
    private final List<LeftOutRow> rejected = new ArrayList<>();
    private String remark = "";

    /**
     * @param chosen none for all of the batch
     * @param known users that a run has imported
     * @param rejected rows that the last run left out
     */
    RowsToVerify(Collection<EmailAddress> chosen, List<MigrationUser> known, List<RejectedRow> rejected) {
        this.chosen = Set.copyOf(chosen);
        this.known = List.copyOf(known);
        rejected.stream().map(LeftOutRow::rejected).forEach(this.rejected::add);
    }

    /** Those that no run has seen come to the others. */
    void add(UserCsv csv) {
        Set<EmailAddress> imported =
                known.stream().map(user -> user.row().address()).collect(Collectors.toSet());
        Set<String> leftOut =
                rejected.stream().map(row -> folded(row.address())).collect(Collectors.toCollection(HashSet::new));
        csv.rows().stream()
                .filter(row -> !imported.contains(row.address()))
                .filter(row -> !leftOut.contains(folded(row.address().value())))
                .forEach(notImported::add);
        csv.rejected().stream()
                .filter(row -> !leftOut.contains(folded(row.address())))
                .map(LeftOutRow::rejected)
                .forEach(rejected::add);
    }

    /** Rows that were added since the last run cannot be told. */
    void cannotBeRead(MigrationException why) {
        remark = "rows that were added since the last run are not told, because " + why.detail();
    }

    private static String folded(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** @throws MigrationException BATCH_NOT_READY where a chosen one is none of the batch's */
    void checkChosen(BatchName batch) {
        Set<EmailAddress> unknown = new HashSet<>(chosen);
        known.forEach(user -> unknown.remove(user.row().address()));
        notImported.forEach(row -> unknown.remove(row.address()));
        if (!unknown.isEmpty()) {
            List<String> names =
                    unknown.stream().map(EmailAddress::value).sorted().toList();
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "not in batch " + batch + ": " + String.join(", ", names) + " (user list " + batch + ")");
        }
    }

    List<MigrationUser> users() {
        return known.stream().filter(user -> isMeant(user.row())).toList();
    }

    List<UserRow> notImported() {
        return notImported.stream().filter(this::isMeant).toList();
    }

    BatchProof.Scope scope() {
        Stream<UserRow> rows = Stream.concat(known.stream().map(MigrationUser::row), notImported.stream());
        List<LeftOutRow> leftOut = Stream.concat(
                        rows.filter(row -> !isMeant(row)).map(LeftOutRow::notAskedFor), rejected.stream())
                .toList();
        return new BatchProof.Scope(!chosen.isEmpty(), leftOut, remark);
    }

    private boolean isMeant(UserRow row) {
        return chosen.isEmpty() || chosen.contains(row.address());
    }
}
