package org.stagepost.sync;

import java.util.HashMap;
import java.util.Map;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.TargetFolder;

/** Reduces marks to those that one target folder keeps; each set of marks is asked for once, and kept once. */
final class PermittedMarks {
    private final TargetFolder folder;
    private final Map<Marks, Known> known = new HashMap<>();

    private record Known(Marks wanted, Marks permitted) {}

    PermittedMarks(TargetFolder folder) {
        this.folder = folder;
    }

    boolean knows(Marks wanted) {
        return known.containsKey(wanted);
    }

    Marks of(Marks wanted) {
        return find(wanted).permitted();
    }

    /** Equal marks, the same object for all items. */
    Marks shared(Marks wanted) {
        return find(wanted).wanted();
    }

    private Known find(Marks wanted) {
        return known.computeIfAbsent(
                wanted, marks -> new Known(marks, folder.permitted().apply(marks)));
    }
}
