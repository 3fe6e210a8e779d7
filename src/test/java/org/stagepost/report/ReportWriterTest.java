package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.Golden;

class ReportWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:00:00.5Z"), ZoneOffset.UTC);

    private final ReportWriter writer = new ReportWriter(CLOCK);

    private Path home = Path.of("");
    private Path folder = home;

    @BeforeEach
    void inTheHome(@TempDir Path empty) {
        home = empty;
        folder = home.resolve("reports/wave-1/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"statistics.csv", "errors.csv", "skipped.csv", "retry.csv", "report.json", "report.html"})
    void filesLookAsReviewed(String name) throws IOException {
        writer.write(SampleReport.imap(), folder);

        Golden.matches("report/" + name, Files.readString(folder.resolve(name)));
    }

    @Test
    void reportsOfAnEarlierBatchAreSetAsideWhole() throws IOException {
        Path batch = home.resolve("reports/wave-1");
        assertThat(writer.setAside(batch)).isEmpty();
        for (String text : List.of("first", "second")) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("errors.csv"), text);
            writer.setAside(batch);
        }

        assertThat(batch).doesNotExist();
        assertThat(home.resolve("reports/wave-1.earlier-20261120T090000Z/1/errors.csv"))
                .content()
                .isEqualTo("first");
        assertThat(home.resolve("reports/wave-1.earlier-20261120T090000Z-2/1/errors.csv"))
                .content()
                .isEqualTo("second");
    }

    @Test
    void namesTheFilesItWrote() throws IOException {
        ReportFiles files = writer.write(SampleReport.imap(), folder);

        assertThat(files.folder()).isEqualTo(folder);
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written)
                    .containsExactlyInAnyOrder(
                            files.statistics(),
                            files.errors(),
                            files.skipped(),
                            files.retry(),
                            files.json(),
                            files.html());
        }
    }

    @Test
    void countsEqualTheReports() throws IOException {
        BatchReport report = SampleReport.imap();

        ReportFiles files = writer.write(report, folder);

        List<CSVRecord> statistics = read(files.statistics(), ',');
        assertThat(statistics).hasSize(report.view().counts().total());
        assertThat(statistics.stream().filter(row -> row.get("Status").equals("Synced")))
                .hasSize(report.view().counts().synced());
        assertThat(statistics.stream().filter(row -> row.get("Status").equals("Failed")))
                .hasSize(report.view().counts().failed());
        assertThat(read(files.retry(), ';')).hasSize(report.view().counts().failed());
        assertThat(read(files.errors(), ',').stream()
                        .map(row -> row.get("EmailAddress"))
                        .distinct())
                .hasSize(report.view().counts().failed());
        long skipped = statistics.stream()
                .mapToLong(row -> Long.parseLong(row.get("ItemsSkipped")))
                .sum();
        assertThat(read(files.skipped(), ',')).hasSize((int) skipped);
    }

    @Test
    void everySheetHasAHeaderWhenNothingHappened() throws IOException {
        BatchReport nothing = new BatchReport(
                SampleReport.view(),
                new UserCsvShape(List.of("EmailAddress"), '\t'),
                List.of(),
                List.of(),
                Map.of(),
                List.of());

        ReportFiles files = writer.write(nothing, folder);

        assertThat(Files.readString(files.retry())).isEqualTo("\uFEFFEmailAddress\r\n");
        assertThat(read(files.errors(), ',')).isEmpty();
    }

    @Test
    void nobodyElseReadsTheFiles() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        ReportFiles files = writer.write(SampleReport.imap(), folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.retry())))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondWriteReplacesTheFirst() throws IOException {
        writer.write(SampleReport.imap(), folder);
        Files.writeString(folder.resolve(".errors.csv.part"), "left by a killed run");
        String before = Files.readString(folder.resolve("errors.csv"));

        writer.write(SampleReport.imap(), folder);

        assertThat(folder.resolve("errors.csv")).hasContent(before);
        assertThat(folder.resolve(".errors.csv.part")).doesNotExist();
    }

    @Test
    void aReaderOfTheOldFileKeepsItWhole() throws IOException {
        Path errors = writer.write(SampleReport.imap(), folder).errors();
        String before = Files.readString(errors);

        try (var reader = Files.newBufferedReader(errors)) {
            int first = reader.read();
            writer.write(SampleReport.imap(), folder);

            assertThat((char) first + reader.lines().toList().get(0))
                    .isEqualTo(before.lines().toList().get(0));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnUnusableHome() throws IOException {
        Files.writeString(home.resolve("reports"), "a file is in the way");

        assertThatThrownBy(() -> writer.write(SampleReport.imap(), folder))
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.HOME_UNUSABLE))
                .hasMessageContaining(folder.toString());
    }

    @Test
    void noFileHoldsALiteralPassword() throws IOException {
        writer.write(SampleReport.imap(), folder);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("canary"));
        }
    }

    static List<CSVRecord> read(Path file, char delimiter) throws IOException {
        String text = Files.readString(file).substring(1);
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setHeader()
                .get()
                .parse(new StringReader(text))
                .getRecords();
    }
}
