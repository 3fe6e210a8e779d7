package org.stagepost.discovery;

import java.util.List;
import java.util.Locale;

/** What a search left behind, as lines to compare. */
public final class Trails {
    private Trails() {}

    public static List<String> steps(Trail trail) {
        return steps(trail.soFar());
    }

    public static List<String> steps(Found found) {
        return found.steps().stream()
                .map(step -> step.method() + " " + step.asked() + " -> " + step.answer())
                .toList();
    }

    public static List<String> proposals(Trail trail) {
        return proposals(trail.soFar());
    }

    public static List<String> proposals(Found found) {
        return found.proposals().stream().map(Trails::line).toList();
    }

    public static String line(Proposal proposal) {
        String where = proposal.url().isEmpty()
                ? proposal.host() + ":" + proposal.port() + " " + proposal.security()
                : proposal.url();
        return (proposal.confidence() + " " + proposal.kind() + " ").toLowerCase(Locale.ROOT) + where;
    }
}
