package org.stagepost.report;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.RecordedCopies;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.Approval;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.SkippedItem;

/** A form for the process that writes it: what comes out is what went in. */
final class RecordedCopiesCodec {
    private RecordedCopiesCodec() {}

    static void write(RecordedCopies copies, DataOutputStream out) throws IOException {
        out.writeInt(copies.journal().size());
        for (JournalEntry entry : copies.journal()) {
            text(entry.source().toString(), out);
            text(entry.target().toString(), out);
            bytes(entry.state(), out);
            tally(entry.tally(), out);
        }
        out.writeInt(copies.skipped().size());
        for (SkippedItem item : copies.skipped()) {
            skipped(item, out);
        }
    }

    static RecordedCopies read(DataInputStream in) throws IOException {
        List<JournalEntry> journal = new ArrayList<>();
        for (int entries = in.readInt(); entries > 0; entries--) {
            journal.add(new JournalEntry(FolderPath.parse(text(in)), FolderPath.parse(text(in)), bytes(in), tally(in)));
        }
        List<SkippedItem> skipped = new ArrayList<>();
        for (int items = in.readInt(); items > 0; items--) {
            skipped.add(skipped(in));
        }
        return new RecordedCopies(journal, skipped);
    }

    private static void tally(FolderTally tally, DataOutputStream out) throws IOException {
        out.writeLong(tally.inSource());
        out.writeLong(tally.copied());
        out.writeLong(tally.adopted());
        out.writeLong(tally.skipped());
        out.writeLong(tally.vanished());
        out.writeLong(tally.labelled());
        out.writeLong(tally.bytesCopied());
    }

    private static FolderTally tally(DataInputStream in) throws IOException {
        return new FolderTally(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void skipped(SkippedItem item, DataOutputStream out) throws IOException {
        text(item.folder().toString(), out);
        text(item.key().value(), out);
        text(item.reason().name(), out);
        text(item.messageId(), out);
        text(item.receivedDate().toString(), out);
        text(item.from(), out);
        text(item.subject(), out);
        out.writeLong(item.sizeBytes());
        text(item.serverReply(), out);
        text(item.approval().by(), out);
        Instant time = item.approval().time();
        text(time == null ? "" : time.toString(), out);
        text(item.approval().reason(), out);
    }

    private static SkippedItem skipped(DataInputStream in) throws IOException {
        return new SkippedItem(
                FolderPath.parse(text(in)),
                new ItemKey(text(in)),
                FailureCode.valueOf(text(in)),
                text(in),
                Instant.parse(text(in)),
                text(in),
                text(in),
                in.readLong(),
                text(in),
                new Approval(text(in), time(text(in)), text(in)));
    }

    private static @Nullable Instant time(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
