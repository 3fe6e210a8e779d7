package org.stagepost.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.mailbox.ItemKey;

/**
 * Reads what {@link StateOutput} wrote.
 * Fails with BufferUnderflowException or IllegalArgumentException on anything else, and takes no memory for it.
 */
final class StateInput {
    private static final int MAX_KEYS = 10_000_000;

    private final ByteBuffer bytes;

    StateInput(byte[] bytes, int offset, int length) {
        this.bytes = ByteBuffer.wrap(bytes, offset, length);
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has at most 10 bytes");
    }

    long difference() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** How many elements follow, each of one byte or more. */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException("more elements than bytes");
        }
        return (int) count;
    }

    String text() {
        byte[] encoded = new byte[count()];
        bytes.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    List<ItemKey> keys() {
        long count = number();
        if (count < 0 || count > MAX_KEYS) {
            throw new IllegalArgumentException("too many keys");
        }
        List<ItemKey> keys = new ArrayList<>();
        long end = 0;
        while (keys.size() < count) {
            if (number() == StateOutput.TEXT_KEY) {
                keys.add(new ItemKey(text()));
                continue;
            }
            long first = end + difference();
            end = first + number();
            if (first < 0 || end <= first || end - first > count - keys.size()) {
                throw new IllegalArgumentException("not a run of keys");
            }
            for (long number = first; number < end; number++) {
                keys.add(KeyNumber.key(number));
            }
        }
        return keys;
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }
}
