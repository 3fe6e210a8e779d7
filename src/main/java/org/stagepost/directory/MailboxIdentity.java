package org.stagepost.directory;

import java.util.List;

/**
 * How Exchange's own mail and moves know a mailbox, besides its addresses.
 *
 * @param legacyDn legacyExchangeDN; empty when there is none
 * @param x500 values of proxyAddresses of type x500, with their prefix: legacy DNs that it once had
 * @param guid msExchMailboxGuid, 16 bytes in hexadecimal; empty when there is none
 */
public record MailboxIdentity(String legacyDn, List<String> x500, String guid) {
    /** Of a directory without Exchange's attributes. */
    public static final MailboxIdentity NONE = new MailboxIdentity("", List.of(), "");

    public MailboxIdentity {
        x500 = List.copyOf(x500);
    }
}
