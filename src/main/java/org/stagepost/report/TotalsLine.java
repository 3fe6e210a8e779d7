package org.stagepost.report;

import org.stagepost.migration.BatchView.Counts;
import org.stagepost.migration.MigrationTotals;
import org.stagepost.sync.FolderTally;

/** All batches together, as {@code stats} names the parts. Who is completed is synced, too. */
record TotalsLine(
        int schema,
        int batches,
        int running,
        int total,
        int synced,
        int completed,
        int failed,
        int active,
        int stopped,
        int pending,
        long itemsInSource,
        long itemsSynced,
        long itemsSkipped,
        long itemsLabelled,
        long bytesSynced) {
    static TotalsLine of(MigrationTotals totals) {
        Counts users = totals.users();
        FolderTally items = totals.items();
        return new TotalsLine(
                JsonText.SCHEMA,
                totals.batches(),
                totals.running(),
                users.total(),
                users.through(),
                users.completed(),
                users.failed(),
                users.active(),
                users.stopped(),
                users.pending(),
                items.inSource(),
                items.copied() + items.adopted(),
                items.skipped(),
                items.labelled(),
                items.bytesCopied());
    }

    String text(int width) {
        return new TextFields()
                .add("Batches", batches + (running == 0 ? "" : ", " + running + " running"))
                .add("Users", total)
                .add("Synced", synced)
                .add("Completed", completed)
                .add("Failed", failed)
                .add("Active", active)
                .add("Stopped", stopped)
                .add("Pending", pending)
                .add("Items", itemsSynced + " of " + itemsInSource)
                .add("Skipped", itemsSkipped)
                .add("Bytes copied", Units.bytes(bytesSynced))
                .render(width);
    }
}
