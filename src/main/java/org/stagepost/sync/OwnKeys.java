package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stagepost.mailbox.ItemKey;

/** The target keys of copies from some key on. Of keys that are plain numbers only. */
final class OwnKeys {
    private final TreeMap<Long, Long> endByFirst = new TreeMap<>();

    OwnKeys(CopiedItems copied, long from) {
        for (CopiedRun run : copied.runs()) {
            if (run.target() != CopiedRun.UNKEYED) {
                add(run.target(), run.targetEnd(), from);
            }
        }
        for (CopiedItem item : copied.others()) {
            long target = item.copy().map(KeyNumber::of).orElse(KeyNumber.NONE);
            if (target != KeyNumber.NONE) {
                add(target, target + 1, from);
            }
        }
    }

    private void add(long first, long end, long from) {
        if (end > from) {
            endByFirst.put(first, end);
        }
    }

    /** The first key that is no copy's. */
    long firstGap(long from) {
        long gap = from;
        for (Map.Entry<Long, Long> run : endByFirst.entrySet()) {
            if (run.getKey() > gap) {
                break;
            }
            gap = Math.max(gap, run.getValue());
        }
        return gap;
    }

    /** Keys that are no copies', from one key up to another, which is not part of them; empty if there are too many. */
    Optional<List<ItemKey>> gaps(long from, long to, int most) {
        List<ItemKey> keys = new ArrayList<>();
        for (long key = firstGap(from); key < to; key = firstGap(key + 1)) {
            if (keys.size() == most) {
                return Optional.empty();
            }
            keys.add(KeyNumber.key(key));
        }
        return Optional.of(keys);
    }
}
