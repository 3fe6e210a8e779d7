package org.stagepost.persistence.ledger;

import static org.stagepost.persistence.ledger.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.StatusSummary;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.UserSettings;
import org.stagepost.migration.UserSummary;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.UserId;
import org.stagepost.sync.FolderTally;

/** Reads users and how far their mailboxes are; works inside the caller's transaction. */
final class UserQueries {
    private static final Copied NOTHING = new Copied(new UserId(0), 0, FolderTally.NOTHING);

    private static final String GROUPS = """
            SELECT USER_STATUS, COUNT(*) AS USERS, COUNT(INITIAL_SYNC_END) AS INITIALLY_SYNCED,
                MAX(INITIAL_SYNC_END) AS INITIAL_SYNC_END, MAX(LAST_SYNCED) AS LAST_SYNCED,
                MIN(START_AFTER) AS START_AFTER, MIN(COMPLETE_AFTER) AS COMPLETE_AFTER,
                COUNT(RESTS_UNTIL) AS RESTING, MIN(RESTS_UNTIL) AS RESTS_UNTIL
            FROM MIGRATION_USER WHERE BATCH_NAME = :batch AND IN_BATCH = TRUE GROUP BY USER_STATUS
            """;

    /** Users of one status. */
    private record Group(
            MigrationUserStatus status,
            int users,
            int initiallySynced,
            @Nullable Instant initialSyncEnd,
            @Nullable Instant lastSynced,
            @Nullable Instant startAfter,
            @Nullable Instant completeAfter,
            int resting,
            @Nullable Instant restsUntil) {
        private boolean isQueued() {
            return status == MigrationUserStatus.QUEUED;
        }

        /** What the users wait for. */
        private @Nullable Instant nextTime() {
            return isQueued() ? startAfter : status.isSynced() ? completeAfter : null;
        }

        private @Nullable Instant restEnd() {
            return isQueued() ? restsUntil : null;
        }
    }

    /** What the journal of a user adds up to. */
    private record Copied(UserId user, int folders, FolderTally tally) {}

    List<MigrationUser> byId(Session session, UserId id) {
        return users(session, "U.USER_ID = :id", new MapSqlParameterSource("id", id.value()));
    }

    List<MigrationUser> byAddress(Session session, BatchName batch, EmailAddress address) {
        return users(
                session,
                "U.BATCH_NAME = :batch AND U.ADDRESS_KEY = :key AND U.IN_BATCH = TRUE",
                new MapSqlParameterSource("batch", batch.value()).addValue("key", address.key()));
    }

    Set<EmailAddress> heldBack(Session session, BatchName batch) {
        return session
                .sql("SELECT ADDRESS, USER_STATUS FROM MIGRATION_USER"
                        + " WHERE BATCH_NAME = :batch AND IN_BATCH = TRUE AND HELD = TRUE")
                .param("batch", batch.value())
                .query((row, number) -> Map.entry(
                        new EmailAddress(text(row, "ADDRESS")),
                        Columns.word(row, "USER_STATUS", MigrationUserStatus.class)))
                .list()
                .stream()
                .filter(user -> user.getValue().summary() == StatusSummary.STOPPED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    List<MigrationUser> byBatch(Session session, BatchName batch) {
        return users(
                session,
                "U.BATCH_NAME = :batch AND U.IN_BATCH = TRUE",
                new MapSqlParameterSource("batch", batch.value()));
    }

    /** Each row of a journal has a sum of its own, which changes with it. */
    Map<UserId, String> journalSums(Session session, BatchName batch) {
        return session
                .sql("""
                        SELECT J.USER_ID, COUNT(*) AS FOLDERS, SUM(J.ROW_SUM) AS SUMS
                        FROM MIGRATION_USER U JOIN FOLDER_JOURNAL J ON J.USER_ID = U.USER_ID
                        WHERE U.BATCH_NAME = :batch AND U.IN_BATCH = TRUE GROUP BY J.USER_ID
                        """)
                .param("batch", batch.value())
                .query((row, number) -> Map.entry(
                        new UserId(row.getLong("USER_ID")), row.getInt("FOLDERS") + " " + row.getString("SUMS")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    UserSummary summary(Session session, BatchName batch) {
        List<Group> groups = session.sql(GROUPS)
                .param("batch", batch.value())
                .query((row, number) -> group(row))
                .list();
        int rejected = session.sql("SELECT COUNT(*) FROM REJECTED_ROW WHERE BATCH_NAME = :batch")
                .param("batch", batch.value())
                .query(Integer.class)
                .single();
        boolean all = groups.stream().allMatch(group -> group.users() == group.initiallySynced());
        return new UserSummary(
                groups.stream().collect(Collectors.toMap(Group::status, Group::users)),
                rejected,
                all ? latest(groups, Group::initialSyncEnd) : null,
                latest(groups, Group::lastSynced),
                Stream.concat(times(groups, Group::nextTime), times(groups, Group::restEnd))
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                groups.stream().filter(Group::isQueued).mapToInt(Group::resting).sum());
    }

    private static @Nullable Instant latest(List<Group> groups, Function<Group, @Nullable Instant> time) {
        return times(groups, time).max(Comparator.naturalOrder()).orElse(null);
    }

    private static Stream<Instant> times(List<Group> groups, Function<Group, @Nullable Instant> time) {
        return groups.stream().flatMap(group -> Optional.ofNullable(time.apply(group)).stream());
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                Columns.word(row, "USER_STATUS", MigrationUserStatus.class),
                row.getInt("USERS"),
                row.getInt("INITIALLY_SYNCED"),
                Columns.timeOrNull(row, "INITIAL_SYNC_END"),
                Columns.timeOrNull(row, "LAST_SYNCED"),
                Columns.timeOrNull(row, "START_AFTER"),
                Columns.timeOrNull(row, "COMPLETE_AFTER"),
                row.getInt("RESTING"),
                Columns.timeOrNull(row, "RESTS_UNTIL"));
    }

    private static List<MigrationUser> users(Session session, String condition, SqlParameterSource parameters) {
        Map<UserId, Copied> copied = session
                .sql("""
                    SELECT J.USER_ID, COUNT(*) AS FOLDERS, SUM(J.ITEMS_IN_SOURCE) AS ITEMS_IN_SOURCE,
                        SUM(J.ITEMS_COPIED) AS ITEMS_COPIED, SUM(J.ITEMS_ADOPTED) AS ITEMS_ADOPTED,
                        SUM(J.ITEMS_SKIPPED) AS ITEMS_SKIPPED, SUM(J.ITEMS_VANISHED) AS ITEMS_VANISHED,
                        SUM(J.ITEMS_LABELLED) AS ITEMS_LABELLED,
                        SUM(J.BYTES_COPIED) AS BYTES_COPIED
                    FROM MIGRATION_USER U JOIN FOLDER_JOURNAL J ON J.USER_ID = U.USER_ID
                    WHERE %s GROUP BY J.USER_ID
                    """.formatted(condition))
                .paramSource(parameters)
                .query((row, number) -> copied(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Copied::user, Function.identity()));
        return session.sql("SELECT U.* FROM MIGRATION_USER U WHERE %s ORDER BY U.LINE_NUMBER, U.USER_ID"
                        .formatted(condition))
                .paramSource(parameters)
                .query((row, number) -> user(row, copied))
                .list();
    }

    private static Copied copied(ResultSet row) throws SQLException {
        return new Copied(new UserId(row.getLong("USER_ID")), row.getInt("FOLDERS"), tally(row));
    }

    static FolderTally tally(ResultSet row) throws SQLException {
        return new FolderTally(
                row.getLong("ITEMS_IN_SOURCE"),
                row.getLong("ITEMS_COPIED"),
                row.getLong("ITEMS_ADOPTED"),
                row.getLong("ITEMS_SKIPPED"),
                row.getLong("ITEMS_VANISHED"),
                row.getLong("ITEMS_LABELLED"),
                row.getLong("BYTES_COPIED"));
    }

    private static MigrationUser user(ResultSet row, Map<UserId, Copied> copied) throws SQLException {
        UserId id = new UserId(row.getLong("USER_ID"));
        return new MigrationUser(
                id,
                new BatchName(text(row, "BATCH_NAME")),
                row(row),
                Columns.word(row, "USER_STATUS", MigrationUserStatus.class),
                progress(row, copied.getOrDefault(id, NOTHING)),
                settings(row),
                row.getString("FAILURE_PHASE") == null ? null : UserMoves.failure(row));
    }

    private static UserSettings settings(ResultSet row) throws SQLException {
        return new UserSettings(
                Columns.timeOrNull(row, "START_AFTER"),
                Columns.timeOrNull(row, "COMPLETE_AFTER"),
                row.getObject("BAD_ITEM_LIMIT", Long.class),
                row.getObject("LARGE_ITEM_LIMIT", Long.class));
    }

    private static UserRow row(ResultSet row) throws SQLException {
        return new UserRow(
                row.getInt("LINE_NUMBER"),
                new EmailAddress(text(row, "ADDRESS")),
                text(row, "USER_NAME"),
                Columns.reference(row, "PASSWORD_REFERENCE"),
                row.getBoolean("FORCE_CHANGE"),
                text(row, "USER_ROOT"),
                text(row, "TARGET_USER_NAME"),
                Columns.reference(row, "TARGET_PASSWORD_REFERENCE"));
    }

    private static Progress progress(ResultSet row, Copied copied) throws SQLException {
        return new Progress(
                row.getBoolean("PROVISIONED"),
                row.getBoolean("FORWARDED"),
                row.getInt("SYNCED_PASS"),
                row.getBoolean("HELD"),
                copied.folders(),
                copied.tally(),
                Columns.timeOrNull(row, "STARTED"),
                Columns.timeOrNull(row, "INITIAL_SYNC_END"),
                Columns.timeOrNull(row, "LAST_SYNCED"),
                Columns.timeOrNull(row, "RESTS_UNTIL"));
    }
}
