package org.stagepost.report;

import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** Writes sheets by RFC 4180: CRLF, quotes where needed, and a byte order mark, without which Excel garbles non-ASCII. */
final class CsvText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvText() {}

    static void write(Sheet sheet, char delimiter, Writer out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuoteMode(QuoteMode.MINIMAL)
                .get();
        CSVPrinter printer = new CSVPrinter(out, format);
        printer.printRecord(sheet.header());
        printer.printRecords(sheet.rows());
        printer.flush();
    }
}
