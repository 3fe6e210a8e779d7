package org.stagepost.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The lines of a header that name an item to a person, raw: kept of every item under way, in case it is refused.
 * Made for many items: a few hundred bytes are kept of each, and nothing is decoded.
 */
final class HeaderExcerpt {
    private static final int MAX_HEADER = 256 * 1024;
    private static final int MAX_LINE = 1000;
    private static final int MAX_KEPT = 4000;
    private static final List<String> FIELDS = List.of("from:", "subject:", "message-id:");

    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private boolean keeping;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** @param message canonical; read no further than its header, nor than a header can sensibly be */
    byte[] of(InputStream message) throws IOException {
        kept = new ByteArrayOutputStream(256);
        length = 0;
        keeping = false;
        byte[] chunk = new byte[4096];
        int total = 0;
        for (int read = message.read(chunk); read > 0 && total < MAX_HEADER; read = message.read(chunk)) {
            total += read;
            if (isEndOfHeaderIn(chunk, read)) {
                return kept.toByteArray();
            }
        }
        endLine();
        return kept.toByteArray();
    }

    private boolean isEndOfHeaderIn(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            byte b = chunk[i];
            if (b == '\n') {
                if (length == 0) {
                    return true;
                }
                endLine();
            } else if (b != '\r' && length < MAX_LINE) {
                line[length++] = b;
            }
        }
        return false;
    }

    private void endLine() {
        boolean goesOn = length > 0 && (line[0] == ' ' || line[0] == '\t'); // RFC 5322 §2.2.3
        keeping = goesOn ? keeping : namesTheItem();
        if (keeping && kept.size() + length < MAX_KEPT) {
            kept.write(line, 0, length);
            kept.write('\n');
        }
        length = 0;
    }

    private boolean namesTheItem() {
        if (length == 0 || "fFsSmM".indexOf(line[0]) < 0) {
            return false;
        }
        String begin = new String(line, 0, Math.min(length, 40), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\s*:", ":");
        return FIELDS.stream().anyMatch(begin::startsWith);
    }
}
