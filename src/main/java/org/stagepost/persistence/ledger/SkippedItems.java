package org.stagepost.persistence.ledger;

import static org.stagepost.persistence.ledger.Columns.remark;
import static org.stagepost.persistence.ledger.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.sync.Approval;
import org.stagepost.sync.SkippedItem;

/** The items of a mailbox that were not copied, by fault; works inside the caller's transaction. */
final class SkippedItems {
    private static final String UPDATE = """
            UPDATE SKIPPED_ITEM SET REASON = :reason, MESSAGE_ID = :messageId, RECEIVED_DATE = :receivedDate,
                SENDER = :sender, SUBJECT = :subject, SIZE_BYTES = :sizeBytes, SERVER_REPLY = :serverReply
            WHERE USER_ID = :user AND SOURCE_FOLDER = :folder AND ITEM_KEY = :key
            """;
    private static final String INSERT = """
            INSERT INTO SKIPPED_ITEM (USER_ID, SOURCE_FOLDER, ITEM_KEY, REASON, MESSAGE_ID, RECEIVED_DATE, SENDER,
                SUBJECT, SIZE_BYTES, SERVER_REPLY)
            VALUES (:user, :folder, :key, :reason, :messageId, :receivedDate, :sender, :subject, :sizeBytes, :serverReply)
            """;

    void add(Session session, UserId user, List<SkippedItem> items) {
        for (SkippedItem item : items) {
            session.upsert(UPDATE, INSERT, parameters(user, item));
        }
    }

    void forget(Session session, UserId user, Collection<FolderPath> folders) {
        session.each(
                "DELETE FROM SKIPPED_ITEM WHERE USER_ID = :user AND SOURCE_FOLDER = :folder",
                folders.stream()
                        .map(folder ->
                                new MapSqlParameterSource("user", user.value()).addValue("folder", folder.toString()))
                        .toList());
    }

    long unapproved(Session session, BatchName batch) {
        return session.sql("SELECT COUNT(*) FROM SKIPPED_ITEM S JOIN MIGRATION_USER U ON U.USER_ID = S.USER_ID"
                        + " WHERE U.BATCH_NAME = :batch AND U.IN_BATCH = TRUE AND S.APPROVED_BY = ''")
                .param("batch", batch.value())
                .query(Long.class)
                .single();
    }

    long approve(Session session, BatchName batch, String reason, Instant now) {
        return session.sql("UPDATE SKIPPED_ITEM SET APPROVED_BY = :by, APPROVED_TIME = :now, APPROVAL_REASON = :reason"
                        + " WHERE APPROVED_BY = '' AND USER_ID IN (SELECT U.USER_ID FROM MIGRATION_USER U"
                        + " WHERE U.BATCH_NAME = :batch AND U.IN_BATCH = TRUE)")
                .param("by", System.getProperty("user.name", "unknown"))
                .param("now", Columns.time(now))
                .param("reason", remark(reason))
                .param("batch", batch.value())
                .update();
    }

    /** In the order of folders, then as they were skipped. */
    List<SkippedItem> list(Session session, UserId user) {
        return session.sql("SELECT * FROM SKIPPED_ITEM WHERE USER_ID = :user ORDER BY SOURCE_FOLDER, SKIPPED_ID")
                .param("user", user.value())
                .query((row, number) -> item(row))
                .list();
    }

    private static MapSqlParameterSource parameters(UserId user, SkippedItem item) {
        return new MapSqlParameterSource("user", user.value())
                .addValue("folder", item.folder().toString())
                .addValue("key", item.key().value())
                .addValue("reason", item.reason().name())
                .addValue("messageId", remark(item.messageId()))
                .addValue("receivedDate", Columns.time(item.receivedDate()))
                .addValue("sender", remark(item.from()))
                .addValue("subject", remark(item.subject()))
                .addValue("sizeBytes", item.sizeBytes())
                .addValue("serverReply", remark(item.serverReply()));
    }

    private static SkippedItem item(ResultSet row) throws SQLException {
        return new SkippedItem(
                FolderPath.parse(text(row, "SOURCE_FOLDER")),
                new ItemKey(text(row, "ITEM_KEY")),
                Columns.word(row, "REASON", FailureCode.class),
                text(row, "MESSAGE_ID"),
                Columns.time(row, "RECEIVED_DATE"),
                text(row, "SENDER"),
                text(row, "SUBJECT"),
                row.getLong("SIZE_BYTES"),
                text(row, "SERVER_REPLY"),
                approval(row));
    }

    private static Approval approval(ResultSet row) throws SQLException {
        String by = text(row, "APPROVED_BY");
        return by.isEmpty()
                ? Approval.NONE
                : new Approval(by, Columns.time(row, "APPROVED_TIME"), text(row, "APPROVAL_REASON"));
    }
}
