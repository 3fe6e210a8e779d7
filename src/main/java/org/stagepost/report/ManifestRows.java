package org.stagepost.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.EmailAddress;
import org.stagepost.proof.Difference;
import org.stagepost.proof.ProvenItem;

/** Rows of manifest.csv and differences.csv: each is one line, whatever stands in a cell. */
final class ManifestRows {
    static final List<String> MANIFEST = List.of(
            "EmailAddress",
            "Folder",
            "Uid",
            "Fate",
            "Reason",
            "TargetFolder",
            "TargetUid",
            "SizeBytes",
            "ReceivedDate",
            "Hash");
    static final List<String> DIFFERENCES =
            List.of("EmailAddress", "Folder", "Uid", "MessageId", "Date", "Subject", "Kind", "Detail");
    static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get();

    private final CSVPrinter printer;

    ManifestRows(Writer out) {
        try {
            this.printer = new CSVPrinter(out, FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void header(List<String> names) throws IOException {
        printer.printRecord(names);
    }

    void item(EmailAddress user, ProvenItem item) throws IOException {
        print(
                user.value(),
                item.folder(),
                item.key().value(),
                item.fate().word(),
                item.reason(),
                item.targetFolder(),
                item.targetKey(),
                item.sizeBytes() < 0 ? null : item.sizeBytes(),
                item.receivedDate(),
                item.sha256());
    }

    void difference(EmailAddress user, Difference difference) throws IOException {
        print(
                user.value(),
                difference.folder(),
                difference.keyValue(),
                difference.messageId(),
                difference.date(),
                difference.subject(),
                difference.kind().word(),
                difference.detail());
    }

    private void print(@Nullable Object... cells) throws IOException {
        printer.printRecord(Arrays.stream(cells)
                .map(cell -> Objects.toString(cell, ""))
                .map(text -> VisibleText.of(FormulaGuard.defused(text)))
                .toList());
    }
}
