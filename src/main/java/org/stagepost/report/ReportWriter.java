package org.stagepost.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.stagepost.migration.BatchReport;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Writes the reports of a pass into its folder. Thread-safe; reports of the same folder are written one at a time. */
public final class ReportWriter {
    private final Clock clock;

    /** @param clock tells when the report was written; all times are UTC */
    public ReportWriter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Replaces the files of an earlier write one by one, each of them at once.
     *
     * @throws MigrationException HOME_UNUSABLE when the folder cannot be made or written
     */
    public ReportFiles write(BatchReport report, Path folder) {
        try {
            return write(report, PrivateFolder.at(folder), folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * Moves the reports of an earlier batch out of the way of a new one that has its name.
     *
     * @param folder of the whole batch
     * @return where they are now; empty when there were none
     * @throws MigrationException HOME_UNUSABLE when the folder cannot be moved
     */
    public Optional<Path> setAside(Path folder) {
        try {
            return EarlierReports.setAside(folder, clock.instant());
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE,
                    "cannot move the reports of an earlier batch out of " + folder + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Writes the files beside the folder of their pass, for as long as they are used: another process may be writing there.
     *
     * @param folder of the pass, which the files' mail names
     * @throws MigrationException as {@link #write}
     */
    public <T> T aside(BatchReport report, Path folder, Function<ReportFiles, T> use) {
        Path scratch = folder.resolveSibling("." + UUID.randomUUID());
        try {
            PrivateFolder files = PrivateFolder.at(scratch);
            try {
                return use.apply(write(report, files, folder));
            } finally {
                PrivateFolder.delete(scratch);
            }
        } catch (IOException e) {
            throw unusable(scratch, e);
        }
    }

    private static MigrationException unusable(Path folder, IOException e) {
        return new MigrationException(
                FailureCode.HOME_UNUSABLE, "cannot write the reports into " + folder + ": " + e.getMessage(), e);
    }

    private synchronized ReportFiles write(BatchReport report, PrivateFolder files, Path folder) throws IOException {
        ReportDocument document = ReportDocument.of(report, clock.instant());
        char delimiter = report.csv().delimiter();
        return new ReportFiles(
                folder,
                files.write("statistics.csv", out -> CsvText.write(Sheet.statistics(document.users()), ',', out)),
                files.write("errors.csv", out -> CsvText.write(Sheet.errors(document.errors()), ',', out)),
                files.write("skipped.csv", out -> CsvText.write(Sheet.skipped(document.skipped()), ',', out)),
                files.write("retry.csv", out -> CsvText.write(RetrySheet.of(report), delimiter, out)),
                files.write("report.json", out -> JsonText.write(document, out)),
                files.write("report.html", out -> HtmlPage.write(HtmlContent.of(document, report), out)));
    }
}
