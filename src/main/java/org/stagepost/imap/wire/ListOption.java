package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.List;

/** What LIST is asked to tell beyond names (RFC 5258 §3, RFC 6154 §2, RFC 5819). */
public final class ListOption {
    public static final ListOption PLAIN = new ListOption(List.of());

    private final List<String> returned;

    private ListOption(List<String> returned) {
        this.returned = List.copyOf(returned);
    }

    /** All that the server can tell in one round trip. */
    public static ListOption bestOf(Capabilities capabilities) {
        if (!capabilities.has(ImapCapability.LIST_EXTENDED)) {
            return PLAIN;
        }
        List<String> returned = new ArrayList<>(List.of("SUBSCRIBED"));
        if (capabilities.has(ImapCapability.SPECIAL_USE)) {
            returned.add("SPECIAL-USE");
        }
        if (capabilities.has(ImapCapability.LIST_STATUS)) {
            returned.add("STATUS " + StatusItems.of(capabilities));
        }
        return new ListOption(returned);
    }

    public boolean tellsSubscriptions() {
        return !returned.isEmpty();
    }

    String suffix() {
        return returned.isEmpty() ? "" : " RETURN (" + String.join(" ", returned) + ")";
    }
}
