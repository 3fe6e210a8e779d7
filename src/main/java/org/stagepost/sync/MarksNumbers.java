package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.Marks;

/** Numbers distinct marks in the order of their first mention; asked for every run of every state that is stored. */
final class MarksNumbers {
    /** Spares computing the hash of two sets each time: most runs share their marks. */
    private final Map<Marks, Integer> byIdentity = new IdentityHashMap<>();

    private final Map<Marks, Integer> byContent = new HashMap<>();
    private final List<Marks> inOrder = new ArrayList<>();

    int of(Marks marks) {
        Integer known = byIdentity.get(marks);
        if (known != null) {
            return known;
        }
        int number = byContent.computeIfAbsent(marks, unknown -> {
            inOrder.add(unknown);
            return inOrder.size() - 1;
        });
        byIdentity.put(marks, number);
        return number;
    }

    List<Marks> inOrder() {
        return inOrder;
    }
}
