package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets of UIDs as text: {@code 1:5,9} (RFC 9051 §9, uid-set). */
public final class UidSet {
    /** Servers limit a command's length, some to 8 KB (RFC 9051 §8). */
    private static final int LONGEST = 4000;
    /** RFC 9051 §9, nz-number: 32 bits. */
    static final int UID_DIGITS = 10;

    private UidSet() {}

    /** In the order given, neighbours as ranges; several texts when one would be too long for a command. */
    public static List<String> format(List<Long> uids) {
        List<String> sets = new ArrayList<>();
        StringBuilder set = new StringBuilder();
        for (int first = 0, last; first < uids.size(); first = last + 1) {
            last = first;
            while (last + 1 < uids.size() && uids.get(last + 1) == uids.get(last) + 1) {
                last++;
            }
            if (set.length() > LONGEST) {
                sets.add(set.toString());
                set.setLength(0);
            }
            set.append(set.length() == 0 ? "" : ",").append(uids.get(first));
            set.append(first == last ? "" : ":" + uids.get(last));
        }
        if (set.length() > 0) {
            sets.add(set.toString());
        }
        return sets;
    }

    /** Empty when the text is no set or holds more than {@code limit} UIDs. */
    static Optional<List<Long>> parse(String text, int limit) {
        List<Long> uids = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String first = colon < 0 ? part : part.substring(0, colon);
            String last = part.substring(colon + 1);
            if (!Digits.are(first, UID_DIGITS) || !Digits.are(last, UID_DIGITS)) {
                return Optional.empty();
            }
            long one = Long.parseLong(first);
            long other = Long.parseLong(last);
            if (Math.abs(other - one) >= limit - uids.size()) {
                return Optional.empty();
            }
            for (long uid = Math.min(one, other); uid <= Math.max(one, other); uid++) {
                uids.add(uid);
            }
        }
        return Optional.of(uids);
    }
}
