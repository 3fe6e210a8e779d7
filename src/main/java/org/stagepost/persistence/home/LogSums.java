package org.stagepost.persistence.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Checksums of HSQLDB's log, which has none and says after a flipped bit what nobody ever wrote. A line holds a length,
 * the sum of so many first bytes of the log, and a sum of its own. The log is only appended to until it is deleted;
 * whoever has it deleted deletes the sums before. A log that ends early is an older state, which is no damage.
 */
final class LogSums {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path log;
    private final Path sums;
    private final CRC32C sum = new CRC32C();
    private long length;

    LogSums(Path log) {
        this.log = log;
        this.sums = log.resolveSibling(log.getFileName() + ".sums");
    }

    /** @throws MigrationException STORE_DAMAGED */
    void verify() throws IOException {
        if (!Files.exists(sums) || !Files.exists(log)) {
            return;
        }
        sum.reset();
        length = 0;
        try (FileChannel bytes = FileChannel.open(log)) {
            for (String line : Files.readAllLines(sums, StandardCharsets.ISO_8859_1)) {
                verify(bytes, line.split(" "));
            }
        }
    }

    private void verify(FileChannel bytes, String[] line) throws IOException {
        if (line.length != 3 || !line[2].equals(ownSum(line[0], line[1]))) {
            return; // torn, or damaged itself: the next one tells as much
        }
        long before = length;
        long end = Long.parseLong(line[0]);
        if (end > length && end <= bytes.size()) {
            add(bytes, end);
            if (!line[1].equals(Long.toHexString(sum.getValue()))) {
                throw new MigrationException(
                        FailureCode.STORE_DAMAGED, log + " is damaged between byte " + before + " and byte " + end);
            }
        }
    }

    /** Goes on to the end of the log; call it as often as the log grows. */
    void follow() throws IOException {
        long end = log.toFile().length();
        if (end <= length) {
            return;
        }
        try (FileChannel bytes = FileChannel.open(log)) {
            add(bytes, end);
        }
        String start = length + " " + Long.toHexString(sum.getValue());
        Files.writeString(
                sums,
                start + " " + ownSum(String.valueOf(length), Long.toHexString(sum.getValue())) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The log is about to be deleted. */
    void forget() throws IOException {
        Files.deleteIfExists(sums);
        sum.reset();
        length = 0;
    }

    long length() {
        return length;
    }

    private void add(FileChannel bytes, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (length < end) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - length));
            int read = bytes.read(buffer, length);
            if (read < 0) {
                throw new IOException(log + " got shorter");
            }
            sum.update(buffer.flip());
            length += read;
        }
    }

    private static String ownSum(String length, String sum) {
        CRC32C own = new CRC32C();
        for (String part : List.of(length, " ", sum)) {
            own.update(part.getBytes(StandardCharsets.ISO_8859_1));
        }
        return Long.toHexString(own.getValue());
    }
}
