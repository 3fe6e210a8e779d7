package org.stagepost.endpoint;

import java.util.function.BooleanSupplier;
import org.stagepost.credential.SecretSource;

/** Gets access tokens, and keeps them in memory as long as they live. Thread-safe. */
public interface TokenSource {
    /**
     * The token of an application, or of one of its mailboxes.
     *
     * @param mailbox for grants that have a token for each; not looked at otherwise
     * @param halted asked while a token is awaited, which may take as long as somebody takes to sign in: STOPPED ends it
     */
    SecretSource of(TokenGrant grant, String mailbox, BooleanSupplier halted);

    /** As {@link #of(TokenGrant, String, BooleanSupplier)}, where nobody stops the waiting. */
    default SecretSource of(TokenGrant grant, String mailbox) {
        return of(grant, mailbox, () -> false);
    }
}
