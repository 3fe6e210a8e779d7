package org.stagepost.imap;

import java.util.EnumSet;
import java.util.Set;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.mailbox.Capability;

/** What a server's announcement means for a mailbox, before a folder of it is opened. */
final class OfferedCapabilities {
    private OfferedCapabilities() {}

    static Set<Capability> ofSource(ImapSession session) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        if (session.capabilities().countsChanges()) {
            found.add(Capability.CHANGES);
        }
        if (session.capabilities().has(ImapCapability.X_GM_EXT_1)) {
            found.add(Capability.LABELS);
        }
        return found;
    }

    /** All but KEYWORDS, which only a folder tells that is open for writing. */
    static Set<Capability> ofTarget(ImapSession session) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        if (session.capabilities().has(ImapCapability.UIDPLUS)) {
            found.add(Capability.KEYS_ON_APPEND);
            found.add(Capability.REMOVAL);
        }
        if (session.capabilities().has(ImapCapability.MULTIAPPEND)) {
            found.add(Capability.ATOMIC_SLICES);
        }
        if (session.connection().endpoint().quirks().contains(ImapQuirk.FOLDERS_IGNORE_CASE)) {
            found.add(Capability.FOLDERS_IGNORE_CASE);
        }
        return found;
    }
}
