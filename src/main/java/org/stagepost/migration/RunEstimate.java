package org.stagepost.migration;

import java.time.Duration;
import java.util.List;

/**
 * How long a run would take.
 *
 * @param likely the one number
 * @param least where servers are as fast as they ever are
 * @param most where they are busy
 * @param longestMailbox how long the mailbox with most to copy takes alone
 * @param atOnce mailboxes at a time
 * @param assumptions what that rests on, measured or assumed, in sentences
 */
public record RunEstimate(
        Duration likely, Duration least, Duration most, Duration longestMailbox, int atOnce, List<String> assumptions) {
    public RunEstimate {
        assumptions = List.copyOf(assumptions);
    }
}
