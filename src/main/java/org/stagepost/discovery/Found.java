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

    /** No answer came to any question that only DNS answers: nothing is known of the domain then. */
    public boolean isDnsSilent() {
        List<Step> questions = steps.stream()
                .filter(step ->
                        step.method().equals(SrvSearch.METHOD) || step.method().equals(MxSearch.METHOD))
                .toList();
        return !questions.isEmpty()
                && questions.stream().allMatch(step -> step.answer().equals(Names.NO_ANSWER));
    }

    /** Something was not connected to because its address is reachable from here only. */
    public boolean isPrivateLeftOut() {
        return steps.stream().anyMatch(step -> step.answer().contains(AddressPolicy.PRIVATE));
    }
}
