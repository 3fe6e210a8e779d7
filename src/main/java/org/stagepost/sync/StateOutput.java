package org.stagepost.sync;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.stagepost.mailbox.ItemKey;

/** Writes the primitives of a stored state: numbers of variable length, texts, and keys as runs. */
final class StateOutput {
    /** Kinds of entries in a list of keys. */
    static final int TEXT_KEY = 0;

    static final int NUMBER_RUN = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void octet(int value) {
        bytes.write(value);
    }

    /** Not negative; seven bits per byte, the lowest first. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** Any number; small ones of either sign are short. */
    void difference(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        bytes.writeBytes(encoded);
    }

    void texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
    }

    /** In this order; consecutive numbers become one run. */
    void keys(List<ItemKey> keys) {
        number(keys.size());
        long end = 0;
        int i = 0;
        while (i < keys.size()) {
            long first = KeyNumber.of(keys.get(i));
            if (first == KeyNumber.NONE) {
                number(TEXT_KEY);
                text(keys.get(i++).value());
                continue;
            }
            int from = i++;
            while (i < keys.size() && KeyNumber.of(keys.get(i)) == first + (i - from)) {
                i++;
            }
            number(NUMBER_RUN);
            difference(first - end);
            number(i - from);
            end = first + (i - from);
        }
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
