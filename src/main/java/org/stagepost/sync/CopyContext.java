package org.stagepost.sync;

import java.time.Clock;

/**
 * What a {@link MailboxCopy} works under: how to copy, who hears of it, and time.
 *
 * @param attempt how carefully, after what went wrong before
 * @param allowance what the servers allow
 */
public record CopyContext(
        CopySettings settings,
        CopyAttempt attempt,
        CopyProgress progress,
        Allowance allowance,
        Clock clock,
        Sleeper sleeper) {
    public CopyContext(
            CopySettings settings, CopyAttempt attempt, CopyProgress progress, Clock clock, Sleeper sleeper) {
        this(settings, attempt, progress, Allowance.UNLIMITED, clock, sleeper);
    }

    public CopyContext(CopySettings settings, CopyProgress progress, Clock clock, Sleeper sleeper) {
        this(settings, CopyAttempt.FIRST, progress, clock, sleeper);
    }
}
