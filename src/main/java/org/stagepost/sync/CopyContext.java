package org.stagepost.sync;

import java.time.Clock;

/**
 * What a {@link MailboxCopy} works under: how to copy, who hears of it, and time.
 *
 * @param attempt how carefully, after what went wrong before
 */
public record CopyContext(
        CopySettings settings, CopyAttempt attempt, CopyProgress progress, Clock clock, Sleeper sleeper) {
    public CopyContext(CopySettings settings, CopyProgress progress, Clock clock, Sleeper sleeper) {
        this(settings, CopyAttempt.FIRST, progress, clock, sleeper);
    }
}
