package org.stagepost.persistence.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * The files of a store, looked at before HSQLDB opens them, which believes what it finds and misunderstands what it does
 * not. Only for the holder of the {@link HomeLock}.
 */
final class StoreFiles {
    private static final String NOT_AUTHORIZED = "28";
    private static final int ERROR_IN_LOG = -472;
    private static final int ERROR_IN_SCRIPT = -461;

    /** All that stands in the properties; a comment with the date is above. */
    private static final Pattern PROPERTIES =
            Pattern.compile("version=2\\.\\d+\\.\\d+|modified=(no|yes|yes-new-files|yes-new-files-data|no-new-files)"
                    + "|tx_timestamp=\\d+|hsqldb\\.script_format=3");

    private static final int PROPERTIES_LINES = 4;
    private static final String PROPERTIES_OF_NEW =
            "version=2.7.4\nmodified=no\ntx_timestamp=0\nhsqldb.script_format=3\n";
    private static final int TAIL_BYTES = 8192;

    private final Path folder;

    StoreFiles(HomeFolder home) {
        this.folder = home.store();
    }

    Path folder() {
        return folder;
    }

    /**
     * Finds damage, and mends what a death of the process may leave behind or the other files tell anyway.
     *
     * @throws MigrationException STORE_DAMAGED with the file; HOME_UNUSABLE
     */
    void prepare() {
        try {
            if (Files.exists(script())) {
                requireWhole(script());
                logSums().verify();
                mendProperties();
                cutTornLine();
            } else if (!Files.exists(file(".script.new"))) {
                requireNothing();
            }
            logSums().forget(); // HSQLDB replays the log and deletes it
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE, "the store in " + folder + " cannot be read: " + e, e);
        }
    }

    /**
     * Makes the files of a store that is not there yet.
     *
     * @throws MigrationException HOME_UNUSABLE
     */
    void makeIfMissing(Secret password) {
        if (Files.exists(script()) || Files.exists(file(".script.new"))) {
            return;
        }
        try {
            Files.writeString(file(".properties"), PROPERTIES_OF_NEW);
            NewStore.write(script(), password); // last: with it the store is there
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE, "a store cannot be made in " + folder + ": " + e, e);
        }
    }

    /** What HSQLDB said, with the file that it must mean. */
    MigrationException damaged(SQLException e) {
        return new MigrationException(FailureCode.STORE_DAMAGED, accused(e) + " is damaged: " + e.getMessage(), e);
    }

    private String accused(SQLException e) {
        if (String.valueOf(e.getSQLState()).startsWith(NOT_AUTHORIZED)) {
            return folder.resolve(OwnedDatabase.PASSWORD_FILE).toString();
        }
        return switch (e.getErrorCode()) {
            case ERROR_IN_LOG -> file(".log").toString();
            case ERROR_IN_SCRIPT -> script().toString();
            default -> file(".data") + " or " + file(".backup").getFileName();
        };
    }

    LogSums logSums() {
        return new LogSums(file(".log"));
    }

    private void requireWhole(Path compressed) {
        try (InputStream content = new GZIPInputStream(Files.newInputStream(compressed))) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new MigrationException(FailureCode.STORE_DAMAGED, compressed + " is damaged: " + e.getMessage(), e);
        }
    }

    /** A process that dies while it makes a store leaves no more than this, and there never was anything in it. */
    private void requireNothing() throws IOException {
        for (String left : List.of(".data", ".backup", ".log")) {
            if (Files.exists(file(left)) && Files.size(file(left)) > 0) {
                throw new MigrationException(FailureCode.STORE_DAMAGED, script() + " is missing");
            }
        }
        Files.deleteIfExists(file(".log"));
        Files.deleteIfExists(file(".properties"));
    }

    /** "modified" is always safe to say: HSQLDB then looks for what is to be replayed. */
    private void mendProperties() throws IOException {
        if (!propertiesAreWhole()) {
            Files.writeString(
                    file(".properties"), "version=2.7.4\nmodified=yes\ntx_timestamp=0\nhsqldb.script_format=3\n");
        }
    }

    private boolean propertiesAreWhole() throws IOException {
        if (!Files.exists(file(".properties"))) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file(".properties"), StandardCharsets.ISO_8859_1)) {
            List<String> entries = lines.filter(line -> !line.startsWith("#")).collect(Collectors.toList());
            return entries.size() == PROPERTIES_LINES
                    && entries.stream()
                            .allMatch(entry -> PROPERTIES.matcher(entry).matches());
        }
    }

    /** The last line of a log may have been on its way when the process died; then nobody was told that it is durable. */
    private void cutTornLine() throws IOException {
        if (!Files.exists(file(".log"))) {
            return;
        }
        try (RandomAccessFile log = new RandomAccessFile(file(".log").toFile(), "rw")) {
            log.setLength(endOfLines(log));
        }
    }

    private static long endOfLines(RandomAccessFile log) throws IOException {
        byte[] tail = new byte[TAIL_BYTES];
        for (long end = log.length(); end > 0; ) {
            int length = (int) Math.min(tail.length, end);
            log.seek(end - length);
            log.readFully(tail, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (tail[i] == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    private Path script() {
        return file(".script");
    }

    private Path file(String suffix) {
        return folder.resolve(Hsqldb.NAME + suffix);
    }
}
