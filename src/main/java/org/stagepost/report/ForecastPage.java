package org.stagepost.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A forecast as one HTML file that needs no other: whatever is filled in is made visible first, and escaped. */
final class ForecastPage {
    private static final String TEXT = ReportResource.text("plan.html.mustache");
    /** What stands before the first thing that is filled in. */
    static final String BEGINNING = TEXT.substring(0, TEXT.indexOf("{{"));

    private static final Template PAGE = Mustache.compiler()
            .nullValue("")
            .zeroIsFalse(true)
            .emptyStringIsFalse(true)
            .withFormatter(value -> VisibleText.of(String.valueOf(value)))
            .withEscaper(Escapers.HTML)
            .compile(TEXT);

    private ForecastPage() {}

    private record Page(
            String batch,
            String sentence,
            String time,
            List<String> assumptions,
            List<Row> users,
            Row total,
            ForecastPath source,
            ForecastPath target,
            String sourceExtensions,
            String targetExtensions,
            String quotas,
            String keywords,
            List<String> failures,
            List<String> warnings) {}

    private record Row(
            String user,
            String state,
            String folders,
            String items,
            String itemsToCopy,
            String bytes,
            String bytesToCopy,
            String largest,
            String note) {
        private static Row of(ForecastUser user) {
            String label = user.label();
            String state = user.fails() ? "fails" : "";
            ForecastUser.Mailbox mailbox = user.mailbox();
            return mailbox == null
                    ? new Row(label, state, "", "", "", "", "", "", user.note())
                    : new Row(
                            label,
                            state,
                            String.valueOf(mailbox.folders()),
                            String.valueOf(mailbox.itemsInSource()),
                            String.valueOf(mailbox.itemsToCopy()),
                            Units.bytes(mailbox.bytesInSource()),
                            Units.bytes(mailbox.bytesToCopy()),
                            Units.bytes(mailbox.largestItemBytes()),
                            user.note());
        }

        private static Row of(ForecastDocument.Totals all) {
            return new Row(
                    "Total",
                    "",
                    String.valueOf(all.folders()),
                    String.valueOf(all.itemsInSource()),
                    String.valueOf(all.itemsToCopy()),
                    Units.bytes(all.bytesInSource()),
                    Units.bytes(all.bytesToCopy()),
                    Units.bytes(all.largestItemBytes()),
                    "");
        }
    }

    static String of(ForecastDocument forecast) {
        ForecastDocument.@Nullable Time time = forecast.time();
        return PAGE.execute(new Page(
                forecast.batch(),
                forecast.sentence(),
                time == null ? "not known: no mailbox could be looked at" : time.phrase(),
                time == null ? List.of() : time.assumptions(),
                forecast.users().stream().map(Row::of).toList(),
                Row.of(forecast.totals()),
                forecast.source(),
                forecast.target(),
                String.join(" ", forecast.source().extensions()),
                String.join(" ", forecast.target().extensions()),
                forecast.quotas(),
                forecast.keywords(),
                forecast.failures().stream().map(ForecastUser.Fault::phrase).toList(),
                forecast.warnings()));
    }
}
