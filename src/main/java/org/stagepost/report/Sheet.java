package org.stagepost.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table of cells as text, ready to be written. */
record Sheet(List<String> header, List<List<String>> rows) {
    static final List<String> STATISTICS = List.of(
            "EmailAddress",
            "Status",
            "FoldersSynced",
            "ItemsInSource",
            "ItemsSynced",
            "ItemsSkipped",
            "ItemsLabelled",
            "BytesSynced",
            "Started",
            "InitialSyncEnd",
            "LastSynced",
            "Duration",
            "ItemsPerMinute",
            "Score",
            "Message");
    static final List<String> ERRORS = List.of(
            "Row", "EmailAddress", "Phase", "FailureCode", "Message", "Hint", "Retries", "FirstSeen", "LastSeen");
    static final List<String> SKIPPED = List.of(
            "EmailAddress",
            "Folder",
            "Uid",
            "MessageId",
            "Date",
            "From",
            "Subject",
            "SizeBytes",
            "Reason",
            "ServerReply",
            "ApprovedBy",
            "ApprovedTime",
            "ApprovalReason");

    static final List<String> FORECAST = List.of(
            "Row",
            "EmailAddress",
            "Outlook",
            "Folders",
            "NewFolders",
            "ItemsInSource",
            "BytesInSource",
            "ItemsToCopy",
            "BytesToCopy",
            "ItemsMaybeThere",
            "ItemsLabelled",
            "ItemsTooLarge",
            "LargestItemBytes",
            "LargestItemFolder",
            "Remarks");

    static Sheet forecast(List<ForecastUser> users) {
        return new Sheet(FORECAST, users.stream().map(Sheet::cells).toList());
    }

    private static List<String> cells(ForecastUser user) {
        ForecastUser.Mailbox mailbox = user.mailbox();
        return mailbox == null
                ? texts(
                        user.row(),
                        user.emailAddress(),
                        user.outlook(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        user.note())
                : texts(
                        user.row(),
                        user.emailAddress(),
                        user.outlook(),
                        mailbox.folders(),
                        mailbox.newFolders(),
                        mailbox.itemsInSource(),
                        mailbox.bytesInSource(),
                        mailbox.itemsToCopy(),
                        mailbox.bytesToCopy(),
                        mailbox.itemsMaybeThere(),
                        mailbox.itemsLabelled(),
                        mailbox.itemsTooLarge(),
                        mailbox.largestItemBytes(),
                        mailbox.largestItemFolder(),
                        user.note());
    }

    static Sheet statistics(List<UserLine> users) {
        return new Sheet(STATISTICS, users.stream().map(Sheet::cells).toList());
    }

    static Sheet errors(List<ErrorLine> errors) {
        return new Sheet(ERRORS, errors.stream().map(Sheet::cells).toList());
    }

    static Sheet skipped(List<SkippedLine> items) {
        return new Sheet(SKIPPED, items.stream().map(Sheet::cells).toList());
    }

    private static List<String> cells(UserLine user) {
        return texts(
                user.emailAddress(),
                user.status(),
                user.foldersSynced(),
                user.itemsInSource(),
                user.itemsSynced(),
                user.itemsSkipped(),
                user.itemsLabelled(),
                user.bytesSynced(),
                user.started(),
                user.initialSyncEnd(),
                user.lastSynced(),
                user.duration(),
                user.itemsPerMinute(),
                user.score(),
                user.message());
    }

    private static List<String> cells(ErrorLine error) {
        return texts(
                error.row(),
                error.emailAddress(),
                error.phase(),
                error.failureCode(),
                error.message(),
                error.hint(),
                error.retries(),
                error.firstSeen(),
                error.lastSeen());
    }

    private static List<String> cells(SkippedLine item) {
        return texts(
                item.emailAddress(),
                item.folder(),
                item.uid(),
                item.messageId(),
                item.date(),
                item.from(),
                item.subject(),
                item.sizeBytes(),
                item.reason(),
                item.serverReply(),
                item.approvedBy(),
                item.approvedTime(),
                item.approvalReason());
    }

    private static List<String> texts(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> Objects.toString(value, ""))
                .map(text -> VisibleText.of(FormulaGuard.defused(text)))
                .toList();
    }
}
