package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.credential.SecretSealer;
import org.stagepost.migration.Membership;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.StatusSummary;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.UserId;

/** Users of batches in the store. */
public final class JdbcMembership implements Membership {
    private static final String ELSEWHERE = """
            SELECT U.ADDRESS, U.BATCH_NAME FROM MIGRATION_USER U JOIN MIGRATION_BATCH B ON B.BATCH_NAME = U.BATCH_NAME
            WHERE U.BATCH_NAME <> :batch AND U.IN_BATCH = TRUE AND B.SOURCE_SERVER = :source
                AND U.USER_STATUS NOT IN (:completed)
            """;

    /** Its passes are counted by its new batch, which may have other directories; its copies stay as old as they are. */
    private static final String MOVE = """
            UPDATE MIGRATION_USER SET BATCH_NAME = :batch, IN_BATCH = TRUE, REMOVED = FALSE, HELD = FALSE,
                USER_STATUS = 'QUEUED', SYNCED_PASS = 0, PROVISIONED = FALSE, FORWARDED = FALSE,
                INITIAL_SYNC_END = NULL, LAST_SYNCED = NULL
            WHERE BATCH_NAME = :from AND ADDRESS_KEY = :key
            """;

    /** Who has the user takes its directory changes back. */
    private static final String MOVE_CHANGES = """
            UPDATE DIRECTORY_CHANGE SET BATCH_NAME = :batch WHERE BATCH_NAME = :from AND LOWER(ADDRESS) = :key
            """;

    private static final String STAY_OUT = """
            INSERT INTO MIGRATION_USER (BATCH_NAME, ADDRESS, ADDRESS_KEY, IN_BATCH, REMOVED, LINE_NUMBER, USER_NAME,
                PASSWORD_REFERENCE, FORCE_CHANGE, USER_ROOT, TARGET_USER_NAME, TARGET_PASSWORD_REFERENCE, USER_STATUS,
                PROVISIONED, FORWARDED, SYNCED_PASS)
            VALUES (:from, :address, :key, FALSE, TRUE, 0, '', '', FALSE, '', '', '', 'QUEUED', FALSE, FALSE, 0)
            """;

    private final Transactions transactions;
    private final SecretTable secrets;
    private final UserRows rows;

    public JdbcMembership(Transactions transactions, SecretSealer sealer) {
        this.transactions = transactions;
        this.secrets = new SecretTable(sealer);
        this.rows = new UserRows(secrets);
    }

    @Override
    public Map<EmailAddress, BatchName> elsewhere(BatchName batch, String sourceServer) {
        List<String> completed = Arrays.stream(MigrationUserStatus.values())
                .filter(status -> status.summary() == StatusSummary.COMPLETED)
                .map(Enum::name)
                .toList();
        Map<EmailAddress, BatchName> found = new HashMap<>();
        transactions
                .call(session -> session.sql(ELSEWHERE)
                        .param("batch", batch.value())
                        .param("source", sourceServer)
                        .param("completed", completed)
                        .query((row, number) -> Map.entry(address(row), new BatchName(Columns.text(row, "BATCH_NAME"))))
                        .list())
                .forEach(user -> found.put(user.getKey(), user.getValue()));
        return found;
    }

    /** Once moved, a user is not found again: to repeat it only refreshes the rows. */
    @Override
    public void adopt(BatchName batch, BatchName from, List<UserRow> adopted) {
        transactions.run(session -> {
            for (UserRow row : adopted) {
                move(session, batch, from, row.address());
            }
            rows.add(session, batch, adopted);
            secrets.removeAll(
                    session,
                    adopted.stream()
                            .map(row -> RowSecrets.prefix(from, row.address()))
                            .flatMap(RowSecrets::names)
                            .collect(Collectors.toSet()));
        });
    }

    private static void move(Session session, BatchName batch, BatchName from, EmailAddress address) {
        MapSqlParameterSource user = new MapSqlParameterSource("batch", batch.value())
                .addValue("from", from.value())
                .addValue("address", address.value())
                .addValue("key", address.key());
        if (session.sql("SELECT COUNT(*) FROM MIGRATION_USER WHERE BATCH_NAME = :from AND ADDRESS_KEY = :key"
                                + " AND REMOVED = FALSE")
                        .paramSource(user)
                        .query(Long.class)
                        .single()
                == 0) {
            return;
        }
        BatchRemoval.removeUsers(
                session,
                session.sql("SELECT USER_ID FROM MIGRATION_USER WHERE BATCH_NAME = :batch AND ADDRESS_KEY = :key")
                        .paramSource(user)
                        .query(Long.class)
                        .list());
        session.sql(MOVE).paramSource(user).update();
        session.sql(STAY_OUT).paramSource(user).update();
        session.sql(MOVE_CHANGES).paramSource(user).update();
    }

    @Override
    public void remove(UserId id) {
        transactions.run(session -> {
            Set<String> names = new HashSet<>();
            session.sql("SELECT BATCH_NAME, ADDRESS FROM MIGRATION_USER WHERE USER_ID = :id")
                    .param("id", id.value())
                    .query((row, number) ->
                            RowSecrets.prefix(new BatchName(Columns.text(row, "BATCH_NAME")), address(row)))
                    .list()
                    .forEach(prefix -> RowSecrets.names(prefix).forEach(names::add));
            session.sql("UPDATE MIGRATION_USER SET IN_BATCH = FALSE, REMOVED = TRUE, PASSWORD_REFERENCE = '',"
                            + " TARGET_PASSWORD_REFERENCE = '' WHERE USER_ID = :id")
                    .param("id", id.value())
                    .update();
            secrets.removeAll(session, names);
        });
    }

    @Override
    public Set<EmailAddress> removed(BatchName batch) {
        return Set.copyOf(transactions.call(session -> session.sql(
                        "SELECT ADDRESS FROM MIGRATION_USER WHERE BATCH_NAME = :batch AND REMOVED = TRUE")
                .param("batch", batch.value())
                .query((row, number) -> address(row))
                .list()));
    }

    @Override
    public void readmit(BatchName batch, Set<EmailAddress> addresses) {
        transactions.run(session -> session.each(
                "UPDATE MIGRATION_USER SET REMOVED = FALSE, HELD = FALSE WHERE BATCH_NAME = :batch AND ADDRESS_KEY = :key"
                        + " AND REMOVED = TRUE",
                addresses.stream()
                        .map(address ->
                                new MapSqlParameterSource("batch", batch.value()).addValue("key", address.key()))
                        .toList()));
    }

    private static EmailAddress address(ResultSet row) throws SQLException {
        return new EmailAddress(Columns.text(row, "ADDRESS"));
    }
}
