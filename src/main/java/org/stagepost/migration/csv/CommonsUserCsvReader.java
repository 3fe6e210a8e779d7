package org.stagepost.migration.csv;

import java.nio.file.Path;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.migration.input.InputFile;

/** Reads CSV files with Commons CSV, row by row. */
public final class CommonsUserCsvReader implements UserCsvReader {
    private static final long MOST_BYTES = 10L * 1024 * 1024;

    @Override
    public UserCsv read(Path file, Expectations expectations) {
        return new CsvReading(new InputFile(file, MOST_BYTES), expectations).read();
    }
}
