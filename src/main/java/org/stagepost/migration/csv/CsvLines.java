package org.stagepost.migration.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stagepost.migration.input.Fault;

/** The records of a file one after the other (RFC 4180), each with the line it begins in; goes on behind a damaged one. */
final class CsvLines implements Closeable {
    /** How Commons CSV tells that the file ended inside quotes; the number is grouped as the locale has it. */
    private static final Pattern OPEN_QUOTE = Pattern.compile("\\(startline ([^)]*)\\) EOF reached.*");

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    CsvLines(Reader text, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        this.parser = CSVParser.builder().setReader(text).setFormat(format).get();
        this.records = parser.iterator();
    }

    /**
     * Empty at the end of the file.
     *
     * @throws UnusableTextException at the first character that no text has, and when the file ends inside quotes: all
     *     the rest is in that cell
     */
    Optional<CsvLine> next() throws IOException {
        int line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
        try {
            return step().map(record -> CsvLine.whole(line, record.toList()));
        } catch (CSVException e) {
            throwIfQuoteIsOpen(e, line);
            skipRest(line);
            return Optional.of(CsvLine.damaged(line, strayText(line)));
        }
    }

    private Optional<CSVRecord> step() throws IOException {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The parser stands behind the stray character; what is left of the record is of no use. */
    private void skipRest(int line) throws IOException {
        while (true) {
            try {
                step();
                return;
            } catch (CSVException e) {
                throwIfQuoteIsOpen(e, line);
            }
        }
    }

    private Fault strayText(int line) {
        long last = parser.getCurrentLineNumber();
        String swallowed = last > line ? "; the row goes on to line " + last : "";
        return new Fault("text follows a closing quote" + swallowed, "write a quote inside a quoted value twice: \"\"");
    }

    private static void throwIfQuoteIsOpen(CSVException e, int line) throws UnusableTextException {
        Matcher open = OPEN_QUOTE.matcher(String.valueOf(e.getMessage()));
        if (open.matches()) {
            String digits = open.group(1).replaceAll("\\D", "");
            throw new UnusableTextException(
                    digits.isEmpty() ? line : Integer.parseInt(digits),
                    "a quote is opened here and never closed",
                    "close it, or write a quote inside a quoted value twice: \"\"");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
