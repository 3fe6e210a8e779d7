package org.stagepost.discovery;

import java.util.List;

/**
 * What a discovery found and what it tried.
 *
 * @param proposals the best first: told before guessed, protected before plaintext
 */
public record Found(List<Proposal> proposals, List<Step> steps) {
    public Found {
        proposals = List.copyOf(proposals);
        steps = List.copyOf(steps);
    }
}
