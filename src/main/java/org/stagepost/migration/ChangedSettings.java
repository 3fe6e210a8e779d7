package org.stagepost.migration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code batch set} changed of a batch, and beats its job file.
 *
 * @param values by the job file's keys, nested ones with a dot; secrets cannot be set, so there is none among them
 * @param addedUsers CSV files whose rows belong to the batch, too
 */
public record ChangedSettings(Map<String, String> values, List<Path> addedUsers) {
    public static final ChangedSettings NONE = new ChangedSettings(Map.of(), List.of());

    public ChangedSettings {
        SortedMap<String, String> sorted = new TreeMap<>(values);
        values = Collections.unmodifiableSortedMap(sorted);
        addedUsers = List.copyOf(addedUsers);
    }
}
