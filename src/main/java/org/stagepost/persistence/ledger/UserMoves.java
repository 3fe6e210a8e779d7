package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.StatusSummary;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

/** Moves users from status to status, by compare-and-set; works inside the caller's transaction. */
final class UserMoves {
    private static final List<String> FAILURE = List.of(
            "FAILURE_CODE",
            "FAILURE_MESSAGE",
            "FAILURE_RETRIES",
            "FAILURE_FIRST_SEEN",
            "FAILURE_LAST_SEEN",
            "FAILURE_PHASE");

    private static final String IF_ALLOWED = " WHERE USER_ID = :id AND USER_STATUS IN (:allowed)";

    /** One statement, because every user of every pass needs it: a failure of the same phase is forgotten with it. */
    private static final String SYNCED = "UPDATE MIGRATION_USER SET USER_STATUS = :next, SYNCED_PASS = :pass,"
            + " LAST_SYNCED = :now, INITIAL_SYNC_END = COALESCE(INITIAL_SYNC_END, :now)"
            + FAILURE.stream()
                    .map(column ->
                            ", " + column + " = CASE WHEN FAILURE_PHASE = :phase THEN NULL ELSE " + column + " END")
                    .collect(Collectors.joining())
            + IF_ALLOWED;

    /** What a move depends on besides where it goes. */
    private record Standing(
            MigrationUserStatus status,
            boolean synced,
            @Nullable UserFailure failure) {}

    /** Back to the start of the queue: all that is unfinished and nobody works on any more. */
    void requeue(Session session, BatchName batch) {
        List<String> unfinished = Arrays.stream(MigrationUserStatus.values())
                .filter(UserMoves::isUnfinished)
                .map(Enum::name)
                .toList();
        session.sql("UPDATE MIGRATION_USER SET USER_STATUS = 'QUEUED' WHERE BATCH_NAME = :batch AND IN_BATCH = TRUE"
                        + " AND HELD = FALSE AND USER_STATUS IN (:unfinished)")
                .param("batch", batch.value())
                .param("unfinished", unfinished)
                .update();
        stopHeld(session, batch);
    }

    /** Held users that a dead process or a failed endpoint left in the queue or in the middle of their work. */
    private static void stopHeld(Session session, BatchName batch) {
        List<String> open = Arrays.stream(MigrationUserStatus.values())
                .filter(status -> isUnfinished(status) || status == MigrationUserStatus.QUEUED)
                .map(Enum::name)
                .toList();
        session.sql("UPDATE MIGRATION_USER SET USER_STATUS ="
                        + " CASE WHEN SYNCED_PASS > 0 THEN CAST('INCREMENTAL_STOPPED' AS VARCHAR(32))"
                        + " ELSE CAST('STOPPED' AS VARCHAR(32)) END"
                        + " WHERE BATCH_NAME = :batch AND IN_BATCH = TRUE AND HELD = TRUE AND USER_STATUS IN (:open)")
                .param("batch", batch.value())
                .param("open", open)
                .update();
    }

    private static boolean isUnfinished(MigrationUserStatus status) {
        return switch (status.summary()) {
            case ACTIVE, STOPPED, FAILED -> true;
            case PENDING, SYNCED, COMPLETED -> false;
        };
    }

    /** A held user who waits or is synced is stopped at once, one that is worked on when it is left, others with the next run. */
    void hold(Session session, UserId id, boolean held) {
        session.sql("UPDATE MIGRATION_USER SET HELD = :held WHERE USER_ID = :id")
                .param("held", held)
                .param("id", id.value())
                .update();
        Standing now = standing(session, id);
        if (held && !now.status().isActive() && now.status().mayBecome(MigrationUserStatus.whenStopped(now.synced()))) {
            stopped(session, id);
        } else if (!held && now.status().summary() == StatusSummary.STOPPED) {
            become(session, id, MigrationUserStatus.QUEUED, Instant.EPOCH);
        }
    }

    MigrationUserStatus stopped(Session session, UserId id) {
        MigrationUserStatus next =
                MigrationUserStatus.whenStopped(standing(session, id).synced());
        become(session, id, next, Instant.EPOCH);
        return next;
    }

    void become(Session session, UserId id, MigrationUserStatus next, Instant now) {
        boolean syncing = next == MigrationUserStatus.SYNCING
                || next == MigrationUserStatus.INCREMENTAL_SYNCING
                || next == MigrationUserStatus.COMPLETING;
        StatementSpec update = syncing
                ? session.sql("UPDATE MIGRATION_USER SET USER_STATUS = :next, STARTED = COALESCE(STARTED, :now),"
                                + " RESTS_UNTIL = NULL"
                                + IF_ALLOWED)
                        .param("now", Columns.time(now))
                : session.sql("UPDATE MIGRATION_USER SET USER_STATUS = :next" + IF_ALLOWED);
        move(session, id, next, update);
    }

    void rests(Session session, UserId id, Instant until) {
        move(
                session,
                id,
                MigrationUserStatus.QUEUED,
                session.sql("UPDATE MIGRATION_USER SET USER_STATUS = :next, RESTS_UNTIL = :until" + IF_ALLOWED)
                        .param("until", Columns.time(until)));
    }

    void wakes(Session session, UserId id) {
        session.sql("UPDATE MIGRATION_USER SET RESTS_UNTIL = NULL WHERE USER_ID = :id")
                .param("id", id.value())
                .update();
    }

    MigrationUserStatus synced(Session session, UserId id, PassNumber pass, Instant now) {
        MigrationUserStatus next = standing(session, id).status().whenSynced();
        move(
                session,
                id,
                next,
                session.sql(SYNCED)
                        .param("pass", pass.value())
                        .param("now", Columns.time(now))
                        .param("phase", Phase.SYNC.name()));
        return next;
    }

    /** A failure of the same phase goes on counting; one of another phase is replaced. */
    MigrationUserStatus failed(Session session, UserId id, UserFailure failure) {
        Standing standing = standing(session, id);
        MigrationUserStatus next = standing.status().whenFailed(standing.synced() && failure.phase() == Phase.SYNC);
        UserFailure counted = counted(failure, standing.failure());
        move(
                session,
                id,
                next,
                session.sql(
                                "UPDATE MIGRATION_USER SET USER_STATUS = :next, FAILURE_PHASE = :phase, FAILURE_CODE = :code,"
                                        + " FAILURE_MESSAGE = :message, FAILURE_RETRIES = :retries,"
                                        + " FAILURE_FIRST_SEEN = :firstSeen, FAILURE_LAST_SEEN = :lastSeen"
                                        + IF_ALLOWED)
                        .param("phase", counted.phase().name())
                        .param("code", counted.code().name())
                        .param("message", Columns.remark(counted.message()))
                        .param("retries", counted.retries())
                        .param("firstSeen", Columns.time(counted.firstSeen()))
                        .param("lastSeen", Columns.time(counted.lastSeen())));
        return next;
    }

    private static UserFailure counted(UserFailure failure, @Nullable UserFailure last) {
        return last == null || last.phase() != failure.phase()
                ? failure
                : new UserFailure(
                        failure.phase(),
                        failure.code(),
                        failure.message(),
                        last.retries() + 1,
                        last.firstSeen(),
                        failure.lastSeen());
    }

    void passed(Session session, UserId id, Phase phase) {
        switch (phase) {
            case VALIDATE -> {}
            case PROVISION -> mark(session, id, "PROVISIONED", true);
            case FORWARD -> mark(session, id, "FORWARDED", true);
            case SYNC, COMPLETE -> throw new IllegalArgumentException("recorded with the status that it leads to");
        }
        forgetFailure(session, id, phase);
    }

    /** Whoever is no mailbox or forwards nothing any more goes the whole way again; to be completed no more is less. */
    void undone(Session session, UserId id, Phase phase) {
        switch (phase) {
            case PROVISION -> {
                mark(session, id, "PROVISIONED", false);
                reopened(session, id);
                become(session, id, MigrationUserStatus.QUEUED, Instant.EPOCH);
            }
            case FORWARD -> {
                mark(session, id, "FORWARDED", false);
                reopened(session, id);
                become(session, id, MigrationUserStatus.QUEUED, Instant.EPOCH);
            }
            case COMPLETE -> reopened(session, id);
            case VALIDATE, SYNC -> throw new IllegalArgumentException(phase + " changes nothing in a directory");
        }
    }

    private void reopened(Session session, UserId id) {
        if (standing(session, id).status().summary() == StatusSummary.COMPLETED) {
            become(session, id, MigrationUserStatus.INCREMENTAL_SYNCED, Instant.EPOCH);
        }
    }

    private static void mark(Session session, UserId id, String column, boolean value) {
        session.sql("UPDATE MIGRATION_USER SET " + column + " = :value WHERE USER_ID = :id")
                .param("value", value)
                .param("id", id.value())
                .update();
    }

    private static void forgetFailure(Session session, UserId id, Phase phase) {
        session.sql("UPDATE MIGRATION_USER SET FAILURE_PHASE = NULL, FAILURE_CODE = NULL, FAILURE_MESSAGE = NULL,"
                        + " FAILURE_RETRIES = NULL, FAILURE_FIRST_SEEN = NULL, FAILURE_LAST_SEEN = NULL"
                        + " WHERE USER_ID = :id AND FAILURE_PHASE = :phase")
                .param("id", id.value())
                .param("phase", phase.name())
                .update();
    }

    private static void move(Session session, UserId id, MigrationUserStatus next, StatementSpec update) {
        List<String> allowed = Arrays.stream(MigrationUserStatus.values())
                .filter(status -> status.mayBecome(next))
                .map(Enum::name)
                .toList();
        int moved = update.param("next", next.name())
                .param("id", id.value())
                .param("allowed", allowed)
                .update();
        if (moved == 0) {
            String present = session.sql("SELECT USER_STATUS FROM MIGRATION_USER WHERE USER_ID = :id")
                    .param("id", id.value())
                    .query(String.class)
                    .optional()
                    .orElse("unknown");
            throw new IllegalStateException("user %d is %s and may not become %s".formatted(id.value(), present, next));
        }
    }

    private static Standing standing(Session session, UserId id) {
        return session.sql("SELECT * FROM MIGRATION_USER WHERE USER_ID = :id")
                .param("id", id.value())
                .query((row, number) -> new Standing(
                        Columns.word(row, "USER_STATUS", MigrationUserStatus.class),
                        row.getInt("SYNCED_PASS") > 0,
                        row.getString("FAILURE_PHASE") == null ? null : failure(row)))
                .optional()
                .orElseThrow(() -> new IllegalStateException("user " + id.value() + " is unknown"));
    }

    /** Of a row whose FAILURE_PHASE is not null. */
    static UserFailure failure(ResultSet row) throws SQLException {
        return new UserFailure(
                Columns.word(row, "FAILURE_PHASE", Phase.class),
                Columns.word(row, "FAILURE_CODE", FailureCode.class),
                Columns.text(row, "FAILURE_MESSAGE"),
                row.getInt("FAILURE_RETRIES"),
                Columns.time(row, "FAILURE_FIRST_SEEN"),
                Columns.time(row, "FAILURE_LAST_SEEN"));
    }
}
