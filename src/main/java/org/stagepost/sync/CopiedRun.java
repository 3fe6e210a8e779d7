package org.stagepost.sync;

import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

/**
 * Copied items with consecutive keys on both sides and equal marks.
 *
 * @param target key of the first copy; {@link #UNKEYED} when the keys of all of them are unknown
 */
record CopiedRun(long source, long target, long length, Marks marks) {
    static final long UNKEYED = -1;

    CopiedRun {
        boolean overflows = source > Long.MAX_VALUE - length || target > Long.MAX_VALUE - length;
        if (source < 0 || target < UNKEYED || length < 1 || overflows) {
            throw new IllegalArgumentException("not a run: " + source + ", " + target + ", " + length);
        }
    }

    /** First source key behind the run. */
    long end() {
        return source + length;
    }

    /** First target key behind the run. */
    long targetEnd() {
        return target == UNKEYED ? UNKEYED : target + length;
    }

    boolean contains(long key) {
        return key >= source && key < end();
    }

    boolean isFollowedBy(CopiedRun next) {
        boolean sameKind = (target == UNKEYED) == (next.target == UNKEYED);
        return sameKind && end() == next.source && targetEnd() == next.target && marks.equals(next.marks);
    }

    CopiedRun longerBy(long more) {
        return new CopiedRun(source, target, length + more, marks);
    }

    /** The part from one source key up to another, which is not part of it. */
    CopiedRun part(long from, long to) {
        return new CopiedRun(from, target == UNKEYED ? UNKEYED : target + (from - source), to - from, marks);
    }

    CopiedItem item(long key) {
        ItemKey from = KeyNumber.key(key);
        return target == UNKEYED
                ? CopiedItem.unkeyed(from, marks)
                : CopiedItem.keyed(from, KeyNumber.key(target + (key - source)), marks);
    }
}
