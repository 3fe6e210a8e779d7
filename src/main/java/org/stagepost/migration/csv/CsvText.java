package org.stagepost.migration.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a CSV as text: UTF-8 with or without byte order mark, UTF-16 with one, as Excel writes them. */
final class CsvText {
    private static final int LONGEST_MARK = 3;

    private CsvText() {}

    /** The text behind the byte order mark; the caller closes it. */
    static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new BufferedReader(new TextGuard(new InputStreamReader(bytes, charset(bytes))));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Leaves the stream behind the mark. An InputStreamReader turns undecodable bytes into U+FFFD. */
    private static Charset charset(InputStream bytes) throws IOException {
        bytes.mark(LONGEST_MARK);
        byte[] start = bytes.readNBytes(LONGEST_MARK);
        bytes.reset();
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            bytes.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            bytes.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
