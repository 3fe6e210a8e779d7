package org.stagepost.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's side of a conversation, in which some capabilities have other names. Literals are left alone. */
final class HidingInput extends FilterInputStream {
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,10})}\\s*$");

    private final Set<String> hidden;
    private byte[] line = {};
    private int position;
    private long literal;

    HidingInput(InputStream in, Set<String> hidden) {
        super(new BufferedInputStream(in, 1 << 14));
        this.hidden = hidden;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (position == line.length && literal > 0) {
            int count = super.read(bytes, offset, (int) Math.min(length, literal));
            literal -= Math.max(count, 0);
            return count;
        }
        if (position == line.length && !nextLine()) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException();
    }

    private boolean nextLine() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.write(next);
            if (next == '\n') {
                break;
            }
        }
        String text = read.toString(StandardCharsets.ISO_8859_1);
        Matcher header = LITERAL.matcher(text);
        literal = header.find() ? Long.parseLong(header.group(1)) : 0;
        line = (text.contains("CAPABILITY") ? without(text) : text).getBytes(StandardCharsets.ISO_8859_1);
        position = 0;
        return line.length > 0;
    }

    private String without(String text) {
        String changed = text;
        for (String capability : hidden) {
            changed = changed.replaceAll(
                    "(?<=[ ])" + Pattern.quote(capability) + "(?=[ \\]\r])", "X-" + capability.length());
        }
        return changed;
    }
}
