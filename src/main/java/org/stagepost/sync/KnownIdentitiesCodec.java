package org.stagepost.sync;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;

/** Stores identities; numbers, which those of Gmail are, as differences to the one before: six bytes instead of twenty. */
final class KnownIdentitiesCodec {
    private static final int TEXT = 0;
    private static final int NUMBER = 1;

    private KnownIdentitiesCodec() {}

    static void write(StateOutput out, KnownIdentities identities) {
        out.keys(List.copyOf(identities.byKey().keySet()));
        long last = 0;
        for (ItemIdentity identity : identities.byKey().values()) {
            String value = identity.value();
            if (isNumber(value)) {
                long number = Long.parseUnsignedLong(value);
                out.number(NUMBER);
                out.difference(number - last);
                last = number;
            } else {
                out.number(TEXT);
                out.text(value);
            }
        }
        out.keys(identities.byKey().keySet().stream()
                .filter(identities.labelled()::contains)
                .toList());
    }

    /** The same text comes of the number again. */
    private static boolean isNumber(String value) {
        try {
            return Long.toUnsignedString(Long.parseUnsignedLong(value)).equals(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static KnownIdentities read(StateInput in) {
        Map<ItemKey, ItemIdentity> byKey = new LinkedHashMap<>();
        long last = 0;
        for (ItemKey key : in.keys()) {
            if (in.number() == TEXT) {
                byKey.put(key, new ItemIdentity(in.text()));
            } else {
                last += in.difference();
                byKey.put(key, new ItemIdentity(Long.toUnsignedString(last)));
            }
        }
        return new KnownIdentities(byKey, new LinkedHashSet<>(in.keys()));
    }
}
