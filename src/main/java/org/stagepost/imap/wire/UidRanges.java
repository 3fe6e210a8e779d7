package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * UIDs as a server tells them, kept as ranges, in any order (RFC 9051 §9, sequence-set).
 * Bounded: beyond a million ranges the rest is dropped and the set is incomplete.
 */
public final class UidRanges {
    private static final int MOST = 1_000_000;

    /** First and last of each range, one after the other. */
    private long[] bounds = new long[16];

    private int used;
    private boolean ordered = true;
    private boolean complete = true;

    void add(long one, long other) {
        long first = Math.min(one, other);
        long last = Math.max(one, other);
        if (used > 0 && first == bounds[used - 1] + 1) {
            bounds[used - 1] = last;
            return;
        }
        if (used == 2 * MOST) {
            complete = false;
            return;
        }
        ordered &= used == 0 || first > bounds[used - 1];
        if (used == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * used);
        }
        bounds[used++] = first;
        bounds[used++] = last;
    }

    /** False when there were more than can be kept: whatever is not contained is then unknown. */
    public boolean isComplete() {
        return complete;
    }

    public boolean contains(long uid) {
        order();
        int low = 0;
        int high = used / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < uid) {
                low = middle + 1;
            } else if (bounds[2 * middle] > uid) {
                high = middle - 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** How many UIDs these are. */
    public long size() {
        order();
        long size = 0;
        for (int i = 0; i < used; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    /** Servers tell them in ascending order; nothing obliges them to. */
    private void order() {
        if (ordered) {
            return;
        }
        List<long[]> ranges = new ArrayList<>();
        for (int i = 0; i < used; i += 2) {
            ranges.add(new long[] {bounds[i], bounds[i + 1]});
        }
        ranges.sort(Comparator.comparingLong(range -> range[0]));
        used = 0;
        for (long[] range : ranges) {
            if (used > 0 && range[0] <= bounds[used - 1] + 1) {
                bounds[used - 1] = Math.max(bounds[used - 1], range[1]);
            } else {
                bounds[used++] = range[0];
                bounds[used++] = range[1];
            }
        }
        ordered = true;
    }
}
