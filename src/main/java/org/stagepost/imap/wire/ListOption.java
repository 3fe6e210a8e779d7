package org.stagepost.imap.wire;

/** What LIST is asked to tell beyond names (RFC 5258 §3, RFC 6154 §2). */
public enum ListOption {
    PLAIN(""),
    SUBSCRIBED(" RETURN (SUBSCRIBED)"),
    SUBSCRIBED_AND_SPECIAL_USE(" RETURN (SUBSCRIBED SPECIAL-USE)");

    private final String suffix;

    ListOption(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    public static ListOption bestOf(Capabilities capabilities) {
        if (!capabilities.has(ImapCapability.LIST_EXTENDED)) {
            return PLAIN;
        }
        return capabilities.has(ImapCapability.SPECIAL_USE) ? SUBSCRIBED_AND_SPECIAL_USE : SUBSCRIBED;
    }
}
