package org.stagepost.discovery.http;

import java.util.HashSet;
import java.util.Set;

/** How often a search lets itself be sent elsewhere, and where it has been. For one thread. */
final class Journey {
    static final int MAX_HOPS = 10;
    private static final String LOOP = "a loop, not followed";
    private static final String TOO_MANY = "more than " + MAX_HOPS + " redirections, not followed";

    private final Set<String> visited = new HashSet<>();
    private String errand = "";
    private int hops;

    /**
     * From now on places count anew: another question is asked there.
     *
     * @return whether that is no question that it had before
     */
    boolean on(String otherErrand) {
        errand = otherErrand + " ";
        return visited.add(errand);
    }

    /** @return whether it has not been there yet */
    boolean begin(WebUrl place) {
        return visited.add(errand + place);
    }

    /**
     * Somebody sends it elsewhere.
     *
     * @return why it does not go; empty when it goes
     */
    String sentTo(WebUrl place) {
        if (!begin(place)) {
            return LOOP;
        }
        return ++hops > MAX_HOPS ? TOO_MANY : "";
    }

    /** As {@link #sentTo}, to begin anew with another question. */
    String sentOn(String otherErrand) {
        if (!on(otherErrand)) {
            return LOOP;
        }
        return ++hops > MAX_HOPS ? TOO_MANY : "";
    }
}
