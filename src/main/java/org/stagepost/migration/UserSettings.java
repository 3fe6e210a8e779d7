package org.stagepost.migration;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.sync.CopySettings;

/**
 * What was set for one user alone, and beats what the batch says; null: as the batch says.
 *
 * @param startAfter nothing is copied before
 * @param completeAfter the user completes with the first pass that begins later, once its first sync is behind it
 * @param badItemLimit -1 for unlimited
 * @param largeItemLimit -1 for unlimited
 */
public record UserSettings(
        @Nullable Instant startAfter,
        @Nullable Instant completeAfter,
        @Nullable Long badItemLimit,
        @Nullable Long largeItemLimit) {
    public static final UserSettings NONE = new UserSettings(null, null, null, null);

    /** As somebody would type them. */
    public Map<String, String> asTyped() {
        Map<String, String> typed = new TreeMap<>();
        put(typed, "startAfter", startAfter);
        put(typed, "completeAfter", completeAfter);
        put(typed, "badItemLimit", limit(badItemLimit));
        put(typed, "largeItemLimit", limit(largeItemLimit));
        return typed;
    }

    private static void put(Map<String, String> typed, String name, @Nullable Object value) {
        if (value != null) {
            typed.put(name, value.toString());
        }
    }

    private static @Nullable Object limit(@Nullable Long limit) {
        return limit == null || limit != CopySettings.UNLIMITED ? limit : "unlimited";
    }
}
