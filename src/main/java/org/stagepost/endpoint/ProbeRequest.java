package org.stagepost.endpoint;

import org.stagepost.credential.SecretReference;

/**
 * What an endpoint test is to prove besides that the server is there.
 *
 * @param mailbox one to open, as the server calls it; empty for none
 * @param password of the mailbox's own login, where users log in; not looked at where an administrator does
 * @param asTarget also that it can be written to; what is written is removed again
 */
public record ProbeRequest(String mailbox, SecretReference password, boolean asTarget) {
    /** With an administrator's login. */
    public ProbeRequest(String mailbox, boolean asTarget) {
        this(mailbox, SecretReference.none(), asTarget);
    }

    /** As far as it goes without a mailbox, and nothing is changed. */
    public static ProbeRequest withoutMailbox() {
        return new ProbeRequest("", false);
    }
}
