package org.stagepost.migration.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what a command says to its end, and keeps the end of it. */
final class LastWords {
    private static final int KEPT_BYTES = 8 * 1024;
    private static final int LINES = 5;
    private static final int LONGEST_LINE = 200;

    private final byte[] kept = new byte[KEPT_BYTES];
    private long total;
    private final Thread reader;

    LastWords(InputStream output) {
        reader = new Thread(() -> read(output), "mailbox-command-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream output) {
        byte[] some = new byte[1024];
        try (output) {
            for (int count = output.read(some); count >= 0; count = output.read(some)) {
                keep(some, count);
            }
        } catch (IOException e) {
            return; // the command is gone
        }
    }

    private synchronized void keep(byte[] some, int count) {
        for (int i = 0; i < count; i++) {
            kept[(int) (total++ % KEPT_BYTES)] = some[i];
        }
    }

    /**
     * The last lines, on one line, cut, without control characters.
     *
     * @param patience a child of the command may hold its output open for ever
     */
    String within(Duration patience) throws InterruptedException {
        reader.join(patience.toMillis());
        List<String> lines = text().lines()
                .map(LastWords::shown)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining(" / "));
    }

    private synchronized String text() {
        int size = (int) Math.min(total, KEPT_BYTES);
        byte[] result = new byte[size];
        for (int i = 0; i < size; i++) {
            result[i] = kept[(int) ((total - size + i) % KEPT_BYTES)];
        }
        return new String(Arrays.copyOf(result, size), StandardCharsets.UTF_8);
    }

    private static String shown(String line) {
        String plain = line.replaceAll("\\e\\[[0-9;?]*[ -/]*[@-~]", "") // colours
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ")
                .strip();
        return plain.length() > LONGEST_LINE ? plain.substring(0, LONGEST_LINE) + "…" : plain;
    }
}
