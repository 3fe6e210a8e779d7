package org.stagepost.migration;

import java.util.Map;
import java.util.TreeMap;

/** Settings that somebody changes. */
final class Changes {
    private Changes() {}

    /** Settings as they are after the changes; an empty value takes one away. */
    static Map<String, String> applied(Map<String, String> before, Map<String, String> changes) {
        Map<String, String> after = new TreeMap<>(before);
        changes.forEach((key, value) -> after.compute(key, (same, old) -> value.isEmpty() ? null : value));
        return after;
    }
}
