package org.stagepost.discovery;

import org.stagepost.model.EmailAddress;

/** Guesses by a name that IMAP servers often have. */
public final class CommonNameSearch implements Search {
    private final String label;
    private final NameGuess guess;

    /** @param label such as {@code imap} */
    public CommonNameSearch(String label, NameGuess guess) {
        this.label = label;
        this.guess = guess;
    }

    @Override
    public void search(EmailAddress address, String domain, Trail trail) {
        guess.at(label + "." + domain, "usual name", trail);
    }
}
