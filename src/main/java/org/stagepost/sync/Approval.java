package org.stagepost.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody knows that an item was skipped, and lets it stay behind.
 *
 * @param by who; empty when nobody has
 * @param time null when nobody has
 * @param reason as it was given; may be empty
 */
public record Approval(String by, @Nullable Instant time, String reason) {
    public static final Approval NONE = new Approval("", null, "");

    public boolean isGiven() {
        return !by.isEmpty();
    }
}
