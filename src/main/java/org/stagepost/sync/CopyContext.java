package org.stagepost.sync;

import java.time.Clock;

/** What a {@link MailboxCopy} works under: how to copy, who hears of it, and time. */
public record CopyContext(CopySettings settings, CopyProgress progress, Clock clock, Sleeper sleeper) {}
