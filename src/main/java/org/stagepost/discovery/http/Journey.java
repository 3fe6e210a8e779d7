package org.stagepost.discovery.http;

import java.util.HashSet;
import java.util.Set;

/**
 * How often a search lets itself be sent elsewhere on one way, and where it has been. For one thread.
 * Three times is enough for the longest documented way, that of a mailbox which a hybrid organisation has moved to Exchange
 * Online: another address, from http to https, and on to the server in charge.
 */
final class Journey {
    static final int MAX_HOPS = 3;
    private static final String LOOP = "a loop, not followed";
    private static final String TOO_MANY = "more than " + MAX_HOPS + " redirections, not followed";

    private final Set<String> visited = new HashSet<>();
    private String errand = "";
    /** Those that led to the errand; they belong to each of its ways. */
    private int errands;

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

    /**
     * A way begins, where nobody has sent it to.
     *
     * @return whether it has not been there yet
     */
    boolean begin(WebUrl place) {
        hops = errands;
        return visited.add(errand + place);
    }

    /**
     * Somebody sends it elsewhere.
     *
     * @return why it does not go; empty when it goes
     */
    String sentTo(WebUrl place) {
        if (!visited.add(errand + place)) {
            return LOOP;
        }
        return ++hops > MAX_HOPS ? TOO_MANY : "";
    }

    /** As {@link #sentTo}, to begin anew with another question. */
    String sentOn(String otherErrand) {
        if (!on(otherErrand)) {
            return LOOP;
        }
        errands = ++hops;
        return hops > MAX_HOPS ? TOO_MANY : "";
    }
}
