package org.stagepost.report;

import static org.stagepost.report.HtmlTable.row;

import java.util.List;
import org.stagepost.report.HtmlTable.Cell;

/** The tables of report.html, with the fields of report.json as columns. */
final class HtmlTables {
    /** More would make the page slow; skipped.csv has them all. */
    static final int MOST_ITEMS = 20_000;

    private static final List<String> USERS = List.of(
            "emailAddress|User|text",
            "status|Status|text",
            "itemsSynced|Synced|number",
            "itemsInSource|In source|number",
            "itemsSkipped|Skipped|number",
            "bytesSynced|Size copied|number minor",
            "duration|Duration|number",
            "score|Score|text",
            "message|Message|wide",
            "itemsPerMinute|Items/min|number minor",
            "foldersSynced|Folders|number minor",
            "itemsLabelled|Labelled|number minor",
            "started|Started|text minor",
            "initialSyncEnd|Initial sync end|text minor",
            "lastSynced|Last synced|text minor");
    private static final List<String> ITEMS = List.of(
            "emailAddress|User|text",
            "folder|Folder|wide",
            "uid|UID|text minor",
            "messageId|Message-ID|wide minor",
            "date|Date|text",
            "from|From|wide",
            "subject|Subject|wide",
            "sizeBytes|Size|number",
            "reason|Reason|text",
            "serverReply|Server's reply|wide",
            "approvedBy|Approved by|text",
            "approvedTime|Approved|text",
            "approvalReason|Approval reason|wide");

    private HtmlTables() {}

    static HtmlTable users(List<UserLine> users) {
        return HtmlTable.of(
                "users", USERS, users.stream().map(HtmlTables::cells).toList(), 0);
    }

    static HtmlTable skipped(List<SkippedLine> items) {
        return HtmlTable.of(
                "skipped",
                ITEMS,
                items.stream().limit(MOST_ITEMS).map(HtmlTables::cells).toList(),
                Math.max(0, items.size() - MOST_ITEMS));
    }

    private static List<Cell> cells(UserLine user) {
        return row(
                Cell.of(user.emailAddress()),
                Cell.of(user.status()),
                Cell.of(user.itemsSynced()),
                Cell.of(user.itemsInSource()),
                Cell.of(user.itemsSkipped()),
                Cell.size(user.bytesSynced()),
                Cell.duration(user.duration()),
                Cell.score(user.score()),
                Cell.of(user.message()),
                Cell.of(user.itemsPerMinute()),
                Cell.of(user.foldersSynced()),
                Cell.of(user.itemsLabelled()),
                Cell.time(user.started()),
                Cell.time(user.initialSyncEnd()),
                Cell.time(user.lastSynced()));
    }

    private static List<Cell> cells(SkippedLine item) {
        return row(
                Cell.of(item.emailAddress()),
                Cell.of(item.folder()),
                Cell.of(item.uid()),
                Cell.of(item.messageId()),
                Cell.time(item.date()),
                Cell.of(item.from()),
                Cell.of(item.subject()),
                Cell.size(item.sizeBytes()),
                Cell.of(item.reason()),
                Cell.of(item.serverReply()),
                Cell.of(item.approvedBy()),
                Cell.time(item.approvedTime()),
                Cell.of(item.approvalReason()));
    }
}
