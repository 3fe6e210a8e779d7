package org.stagepost.report;

import org.jspecify.annotations.Nullable;
import org.stagepost.report.ForecastUser.Mailbox;

/** A forecast as text: a line for each user, the totals, both servers, the time and what it rests on. */
final class ForecastText {
    private final ForecastDocument forecast;
    private final int width;

    ForecastText(ForecastDocument forecast, int width) {
        this.forecast = forecast;
        this.width = width;
    }

    String render() {
        return warnings() + users() + "\n" + fields();
    }

    private String warnings() {
        StringBuilder text = new StringBuilder();
        forecast.warnings()
                .forEach(warning ->
                        text.append("warning: ").append(VisibleText.of(warning)).append('\n'));
        forecast.failures().forEach(failure -> text.append("FAILS ")
                .append(VisibleText.of(failure.phrase()))
                .append('\n'));
        return text.toString();
    }

    private String users() {
        TextTable table =
                new TextTable("Remarks", "User", "Folders>", "Items>", "To copy>", "Bytes>", "To copy>", "Largest>");
        for (ForecastUser user : forecast.users()) {
            add(table, user.note(), user.label(), user.mailbox());
        }
        ForecastDocument.Totals all = forecast.totals();
        table.add(
                "",
                "TOTAL",
                String.valueOf(all.folders()),
                String.valueOf(all.itemsInSource()),
                String.valueOf(all.itemsToCopy()),
                Units.bytes(all.bytesInSource()),
                Units.bytes(all.bytesToCopy()),
                Units.bytes(all.largestItemBytes()));
        return table.render(width);
    }

    private static void add(TextTable table, String note, String label, @Nullable Mailbox mailbox) {
        if (mailbox == null) {
            table.add(note, label, "", "", "", "", "", "");
            return;
        }
        table.add(
                note,
                label,
                String.valueOf(mailbox.folders()),
                String.valueOf(mailbox.itemsInSource()),
                String.valueOf(mailbox.itemsToCopy()),
                Units.bytes(mailbox.bytesInSource()),
                Units.bytes(mailbox.bytesToCopy()),
                Units.bytes(mailbox.largestItemBytes()));
    }

    private String fields() {
        TextFields fields = new TextFields();
        add(fields, "Source", forecast.source());
        add(fields, "Target", forecast.target());
        fields.add("Quotas", forecast.quotas());
        fields.add("Keywords", forecast.keywords());
        ForecastDocument.Time time = forecast.time();
        fields.add("Time", time == null ? "not known: no mailbox could be looked at" : time.phrase());
        if (time != null) {
            fields.add("Longest mailbox", Units.duration(time.longestMailbox()));
            fields.add("Rests on", String.join("; ", time.assumptions()));
        }
        return fields.render(width);
    }

    private static void add(TextFields fields, String side, ForecastPath server) {
        fields.add(side, server.endpoint() + ", " + server.address());
        fields.add(side + " offers", String.join(" ", server.extensions()));
        fields.add(side + " path", String.join("; ", server.path()));
    }
}
