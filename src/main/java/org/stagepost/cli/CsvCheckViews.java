package org.stagepost.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.migration.UserCsv;
import org.stagepost.model.Finding;

/** What {@code csv check} prints. */
final class CsvCheckViews {
    private record Check(int schema, String file, boolean usable, int good, int leftOut, List<FindingLine> findings) {}

    private record FindingLine(String severity, int line, String where, String message, String remedy) {
        private static FindingLine of(Finding finding) {
            return new FindingLine(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.line(),
                    finding.where(),
                    finding.message(),
                    finding.remedy());
        }
    }

    private CsvCheckViews() {}

    static String findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> word(finding) + ": " + Printable.line(finding.toString()) + "\n")
                .collect(Collectors.joining());
    }

    private static String word(Finding finding) {
        return finding.severity() == Finding.Severity.WARNING ? "warning" : "error";
    }

    static String counts(UserCsv csv) {
        long warnings = csv.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .count();
        String rows = csv.usable()
                ? rows(csv.rows().size()) + " good, " + csv.rejected().size() + " left out"
                : "the file cannot be used, no row would run";
        return csv.file() + ": " + rows + (warnings == 0 ? "" : ", warnings: " + warnings) + "\n";
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    static String json(UserCsv csv) {
        return Json.of(new Check(
                Json.SCHEMA,
                csv.file().toString(),
                csv.usable(),
                csv.usable() ? csv.rows().size() : 0,
                csv.rejected().size(),
                csv.findings().stream().map(FindingLine::of).toList()));
    }
}
