package org.stagepost.discovery.http;

import java.util.List;
import org.stagepost.discovery.Proposal;

/**
 * What an Autodiscover server answers.
 *
 * @param words the new address, the new URL, or the error; empty for settings
 * @param proposals only of settings, the preferred first
 */
record PoxAnswer(Action action, String words, List<Proposal> proposals) {
    /** What is to be done next. */
    enum Action {
        SETTINGS,
        /** Begin anew with another address. */
        REDIRECT_ADDRESS,
        /** Ask the same elsewhere. */
        REDIRECT_URL,
        ERROR
    }

    PoxAnswer {
        proposals = List.copyOf(proposals);
    }

    static PoxAnswer of(Action action, String words) {
        return new PoxAnswer(action, words, List.of());
    }

    static PoxAnswer settings(List<Proposal> proposals) {
        return new PoxAnswer(Action.SETTINGS, "", proposals);
    }
}
