package org.stagepost.endpoint;

import org.stagepost.credential.SecretSource;

/** Gets access tokens, and keeps them in memory as long as they live. Thread-safe. */
public interface TokenSource {
    /**
     * The token of an application, or of one of its mailboxes.
     *
     * @param mailbox for grants that have a token for each; not looked at otherwise
     */
    SecretSource of(TokenGrant grant, String mailbox);
}
