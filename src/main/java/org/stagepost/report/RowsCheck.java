package org.stagepost.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Compares a file of rows with what the signed summary says of it, line by line, and tells what is wrong where. */
final class RowsCheck {
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final ManifestSummary.File told;
    private final String column;
    private final Map<String, Long> counts;
    private final List<Expected> expected = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private record Expected(String user, long rows, String sha256) {}

    /** @param column whose words are counted; the counts are of rows with each */
    RowsCheck(ManifestSummary.File told, String column, Map<String, Long> counts) {
        this.told = told;
        this.column = column;
        this.counts = counts;
    }

    /** The next rows are this user's. */
    void expect(String user, long rows, String sha256) {
        expected.add(new Expected(user, rows, sha256));
    }

    /** None when the file is as it was written. */
    List<String> faults(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            faults.add(told.name() + ": the file is missing");
            return faults;
        }
        MessageDigest whole = HashedFile.sha256();
        Map<String, Long> found = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
            byte[] header = line(in);
            whole.update(header);
            int at = index(header);
            long line = 2;
            for (Expected user : expected) {
                line += rows(in, user, line, whole, at, found);
            }
            rest(in, line, whole, at, found);
        }
        compare(HexFormat.of().formatHex(whole.digest()), found);
        return faults;
    }

    private int index(byte[] header) throws IOException {
        List<String> names = cells(header);
        int at = names.indexOf(column);
        if (at < 0) {
            faults.add(told.name() + ": line 1 is not the header that was written");
        }
        return at;
    }

    private long rows(InputStream in, Expected user, long first, MessageDigest whole, int at, Map<String, Long> found)
            throws IOException {
        MessageDigest own = HashedFile.sha256();
        long count = 0;
        while (count < user.rows()) {
            byte[] line = line(in);
            if (line.length == 0) {
                break;
            }
            whole.update(line);
            own.update(line);
            count(line, first + count, at, found);
            count++;
        }
        if (count < user.rows()) {
            faults.add(told.name() + ": ends after line " + (first + count - 1) + ", in the rows of " + user.user()
                    + ": " + count + " of " + user.rows() + " are there");
        } else if (!HexFormat.of().formatHex(own.digest()).equals(user.sha256())) {
            faults.add(told.name() + ": lines " + first + " to " + (first + count - 1) + ", the rows of " + user.user()
                    + ", are not those that were signed");
        }
        return count;
    }

    private void rest(InputStream in, long first, MessageDigest whole, int at, Map<String, Long> found)
            throws IOException {
        long line = first;
        for (byte[] bytes = line(in); bytes.length > 0; bytes = line(in)) {
            whole.update(bytes);
            count(bytes, line, at, found);
            line++;
        }
        if (!expected.isEmpty() && line > first) {
            faults.add(told.name() + ": from line " + first + " on there are " + (line - first) + " rows too many");
        }
    }

    private void count(byte[] line, long number, int at, Map<String, Long> found) throws IOException {
        if (line[line.length - 1] != '\n') {
            faults.add(told.name() + ": line " + number + ", the last one, is cut");
        }
        List<String> cells = cells(line);
        if (at >= 0 && at < cells.size()) {
            found.merge(cells.get(at), 1L, Long::sum);
        }
    }

    private void compare(String hash, Map<String, Long> found) {
        Map<String, Long> wanted = new TreeMap<>(counts);
        wanted.values().removeIf(count -> count == 0);
        if (!found.equals(wanted)) {
            faults.add(told.name() + ": has " + words(found) + "; signed were " + words(wanted));
        }
        if (!hash.equals(told.sha256())) {
            faults.add(told.name() + ": SHA-256 is " + hash + "; signed was " + told.sha256());
        }
    }

    private static String words(Map<String, Long> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((word, count) -> parts.add(count + " " + VisibleText.of(word)));
        return parts.isEmpty() ? "no rows" : String.join(", ", parts);
    }

    private static List<String> cells(byte[] line) throws IOException {
        String text = new String(line, StandardCharsets.UTF_8).replace("\uFEFF", "");
        try (CSVParser parser = CSVParser.parse(text, ManifestRows.FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.isEmpty() ? List.of() : Arrays.asList(records.get(0).values());
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // a cell whose quotes do not end: the hashes tell
        }
    }

    /** With its line feed, if it has one; empty at the end. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n' || line.size() >= LONGEST_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }
}
