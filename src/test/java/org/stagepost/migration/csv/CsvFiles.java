package org.stagepost.migration.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.model.Finding;

/** CSV files for tests, and what is expected of them. */
final class CsvFiles {
    static final Expectations STAGED = new Expectations(MigrationType.STAGED, false, false, false, RowDefaults.NONE);
    static final Expectations IMAP = new Expectations(MigrationType.IMAP, false, true, false, RowDefaults.NONE);

    private CsvFiles() {}

    static UserCsv read(Path file, Expectations expectations) {
        return new CommonsUserCsvReader().read(file, expectations);
    }

    static UserCsv read(Path folder, String text, Expectations expectations) {
        return read(write(folder.resolve("users.csv"), text.getBytes(StandardCharsets.UTF_8)), expectations);
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One per line, each with its severity; the folder of the file is left out. */
    static String findings(UserCsv csv) {
        return csv.findings().stream().map(CsvFiles::line).collect(Collectors.joining("\n"));
    }

    private static String line(Finding finding) {
        String file = finding.file();
        return finding.severity() + " " + finding.toString().substring(file.lastIndexOf('/') + 1);
    }
}
