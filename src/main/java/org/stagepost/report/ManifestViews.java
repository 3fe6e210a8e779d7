package org.stagepost.report;

import java.util.List;
import org.stagepost.migration.LeftOutRow;

/** What {@code verify --manifest} prints. */
public final class ManifestViews {
    private record Checked(
            int schema,
            String summary,
            boolean genuine,
            List<String> faults,
            String batch,
            String mode,
            String ended,
            boolean clean,
            long rows,
            boolean whole,
            int mailboxesVerified,
            int mailboxesOfBatch,
            List<LeftOutRow> leftOut,
            String keyFingerprint,
            boolean ownKey) {}

    private ManifestViews() {}

    public static String text(ManifestCheck.Result result) {
        StringBuilder text = new StringBuilder();
        result.faults().forEach(fault -> text.append("FAULT: ").append(fault).append('\n'));
        text.append("batch ")
                .append(VisibleText.of(result.batch()))
                .append(", ")
                .append(VisibleText.of(result.mode()))
                .append(", ended ")
                .append(result.ended())
                .append(", ")
                .append(result.rows())
                .append(" rows, ")
                .append(result.clean() ? "clean" : "with differences")
                .append('\n');
        ScopeViews.lines(result.whole(), result.verified(), result.mailboxes(), result.leftOut())
                .forEach(line -> text.append(line).append('\n'));
        if (!result.fingerprint().isEmpty()) {
            text.append("key ")
                    .append(result.fingerprint())
                    .append(
                            result.ownKey()
                                    ? ": this home folder's\n"
                                    : ": NOT this home folder's; compare it by hand with that of whoever verified\n");
        }
        return text.append(result.isGenuine() ? "as it was signed\n" : "NOT as it was signed\n")
                .toString();
    }

    public static String json(ManifestCheck.Result result) {
        return JsonText.of(new Checked(
                JsonText.SCHEMA,
                result.summary().toString(),
                result.isGenuine(),
                result.faults(),
                result.batch(),
                result.mode(),
                result.ended(),
                result.clean(),
                result.rows(),
                result.whole(),
                result.verified(),
                result.mailboxes(),
                result.leftOut(),
                result.fingerprint(),
                result.ownKey()));
    }
}
