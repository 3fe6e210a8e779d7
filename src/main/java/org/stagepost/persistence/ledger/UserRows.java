package org.stagepost.persistence.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.UserId;

/** Which rows a batch has, and their settings; works inside the caller's transaction. */
final class UserRows {
    private static final String INSERT = """
            INSERT INTO MIGRATION_USER (BATCH_NAME, ADDRESS, ADDRESS_KEY, IN_BATCH, LINE_NUMBER, USER_NAME,
                PASSWORD_REFERENCE, FORCE_CHANGE, USER_ROOT, TARGET_USER_NAME, TARGET_PASSWORD_REFERENCE, USER_STATUS,
                PROVISIONED, FORWARDED, SYNCED_PASS)
            VALUES (:batch, :address, :key, TRUE, :line, :userName, :password, :forceChange, :userRoot, :targetUserName,
                :targetPassword, 'QUEUED', FALSE, FALSE, 0)
            """;
    private static final String UPDATE = """
            UPDATE MIGRATION_USER SET ADDRESS = :address, IN_BATCH = TRUE, LINE_NUMBER = :line, USER_NAME = :userName,
                PASSWORD_REFERENCE = :password, FORCE_CHANGE = :forceChange, USER_ROOT = :userRoot,
                TARGET_USER_NAME = :targetUserName, TARGET_PASSWORD_REFERENCE = :targetPassword
            WHERE BATCH_NAME = :batch AND ADDRESS_KEY = :key AND REMOVED = FALSE
            """;

    private final SecretTable secrets;

    UserRows(SecretTable secrets) {
        this.secrets = secrets;
    }

    void add(Session session, BatchName batch, List<UserRow> rows) {
        Set<String> known =
                new HashSet<>(session.sql("SELECT ADDRESS_KEY FROM MIGRATION_USER WHERE BATCH_NAME = :batch")
                        .param("batch", batch.value())
                        .query(String.class)
                        .list());
        RowSecrets rowSecrets = new RowSecrets(secrets, session, batch);
        List<MapSqlParameterSource> added = new ArrayList<>();
        List<MapSqlParameterSource> refreshed = new ArrayList<>();
        for (UserRow row : rows) {
            boolean isNew = known.add(row.address().key());
            (isNew ? added : refreshed).add(parameters(batch, row, rowSecrets));
        }
        rowSecrets.store();
        session.each(INSERT, added);
        session.each(UPDATE, refreshed);
    }

    /**
     * Forgets what was recorded of copies between other mailboxes.
     *
     * @return whether these are known; false as long as nothing is recorded of them
     */
    boolean copiesBetween(Session session, UserId id, String mailboxes) {
        String before = session.sql("SELECT MAILBOXES FROM MIGRATION_USER WHERE USER_ID = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
        boolean others = !before.isEmpty() && !before.equals(mailboxes);
        if (others) {
            for (String table : List.of("FOLDER_JOURNAL", "SKIPPED_ITEM")) {
                session.sql("DELETE FROM " + table + " WHERE USER_ID = :id")
                        .param("id", id.value())
                        .update();
            }
            session.sql("UPDATE MIGRATION_USER SET MAILBOXES = '' WHERE USER_ID = :id")
                    .param("id", id.value())
                    .update();
        }
        return before.equals(mailboxes);
    }

    void keepOnly(Session session, BatchName batch, Set<EmailAddress> addresses) {
        List<EmailAddress> leaving = session
                .sql("SELECT ADDRESS FROM MIGRATION_USER WHERE BATCH_NAME = :batch AND IN_BATCH = TRUE")
                .param("batch", batch.value())
                .query(String.class)
                .list()
                .stream()
                .map(EmailAddress::new)
                .filter(address -> !addresses.contains(address))
                .toList();
        session.each(
                "UPDATE MIGRATION_USER SET IN_BATCH = FALSE, PASSWORD_REFERENCE = '', TARGET_PASSWORD_REFERENCE = ''"
                        + " WHERE BATCH_NAME = :batch AND ADDRESS_KEY = :key",
                leaving.stream().map(address -> key(batch, address)).toList());
        secrets.removeAll(
                session,
                leaving.stream()
                        .map(address -> RowSecrets.prefix(batch, address))
                        .flatMap(RowSecrets::names)
                        .collect(Collectors.toSet()));
    }

    private static MapSqlParameterSource key(BatchName batch, EmailAddress address) {
        return new MapSqlParameterSource("batch", batch.value()).addValue("key", address.key());
    }

    private static MapSqlParameterSource parameters(BatchName batch, UserRow row, RowSecrets rowSecrets) {
        String prefix = RowSecrets.prefix(batch, row.address());
        return key(batch, row.address())
                .addValue("address", row.address().value())
                .addValue("line", row.line())
                .addValue("userName", row.userName())
                .addValue("password", rowSecrets.keepPassword(prefix, row.password()))
                .addValue("forceChange", row.forceChangePassword())
                .addValue("userRoot", row.userRoot())
                .addValue("targetUserName", row.targetUserName())
                .addValue("targetPassword", rowSecrets.keepTargetPassword(prefix, row.targetPassword()));
    }
}
