package org.stagepost.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a header that name an item to a person, raw: kept of every item under way, in case it is refused.
 * Made for many items: a few hundred bytes are kept of each, and nothing is decoded.
 */
final class HeaderExcerpt {
    private static final int MAX_HEADER = 256 * 1024;
    private static final int MAX_LINE = 1000;
    private static final int MAX_KEPT = 4000;
    private static final String[] FIELDS = {"from", "subject", "message-id"};

    private final byte[] chunk = new byte[4096];
    private final byte[] line = new byte[MAX_LINE];
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
    private int length;
    private boolean keeping;

    /** @param message canonical; read no further than its header, nor than a header can sensibly be */
    byte[] of(InputStream message) throws IOException {
        kept.reset();
        length = 0;
        keeping = false;
        int total = 0;
        for (int read = message.read(chunk); read > 0 && total < MAX_HEADER; read = message.read(chunk)) {
            total += read;
            if (isEndOfHeaderIn(read)) {
                return kept.toByteArray();
            }
        }
        endLine();
        return kept.toByteArray();
    }

    private boolean isEndOfHeaderIn(int count) {
        int begin = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                add(begin, i);
                begin = i + 1;
                if (length == 0) {
                    return true;
                }
                endLine();
            }
        }
        add(begin, count);
        return false;
    }

    /** To the line, without a CR. */
    private void add(int begin, int end) {
        int last = end > begin && chunk[end - 1] == '\r' ? end - 1 : end;
        int count = Math.min(last - begin, MAX_LINE - length);
        System.arraycopy(chunk, begin, line, length, count);
        length += count;
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
        for (String field : FIELDS) {
            if (begins(field)) {
                return true;
            }
        }
        return false;
    }

    /** In any case, and with any white space before the colon (RFC 5322 §4.5). */
    private boolean begins(String field) {
        int end = field.length();
        if (length <= end) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (Character.toLowerCase(line[i]) != field.charAt(i)) {
                return false;
            }
        }
        while (end < length && (line[end] == ' ' || line[end] == '\t')) {
            end++;
        }
        return end < length && line[end] == ':';
    }
}
