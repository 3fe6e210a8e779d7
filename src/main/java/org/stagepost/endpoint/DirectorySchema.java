package org.stagepost.endpoint;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a directory calls the attributes of mail, and which values mean what; only for LDAP.
 *
 * @param style Exchange's attributes and values, or those that are named here
 * @param mail attribute of the primary address
 * @param addresses attribute of all addresses
 * @param forward attribute that says where mail is forwarded to
 * @param forwardFormat a value of it; {@code {address}} stands for the address
 * @param keepCopy {@code attribute=value} of an entry that keeps a copy of what it forwards; empty where none can
 * @param type attribute that tells a mailbox from a mail-enabled user; empty where none does
 * @param types its values by the word of a recipient type, such as {@code mailUser}; empty for Exchange's
 * @param anchor attribute that links an entry to its counterpart in the other directory; empty for the address
 */
public record DirectorySchema(
        Style style,
        String mail,
        String addresses,
        String forward,
        String forwardFormat,
        String keepCopy,
        String type,
        Map<String, String> types,
        String anchor) {
    /** Stands for an address in {@link #forwardFormat}. */
    public static final String ADDRESS = "{address}";

    /** Active Directory with Exchange's attributes, and whatever has the same. */
    public static final DirectorySchema EXCHANGE = new DirectorySchema(
            Style.EXCHANGE,
            "mail",
            "proxyAddresses",
            "targetAddress",
            "SMTP:" + ADDRESS,
            "",
            "msExchRecipientTypeDetails",
            Map.of(),
            "");

    /** Whose attributes and values. */
    public enum Style {
        EXCHANGE,
        /** As postfix and Dovecot look them up: each site has its own names. */
        GENERIC
    }

    public DirectorySchema {
        types = Map.copyOf(new TreeMap<>(types));
    }

    public DirectorySchema withAnchor(String other) {
        return new DirectorySchema(style, mail, addresses, forward, forwardFormat, keepCopy, type, types, other);
    }

    /** The value that forwards to the address. */
    public String forwardTo(String address) {
        return forwardFormat.replace(ADDRESS, address);
    }
}
