package org.stagepost.imap.wire;

import java.util.Set;
import org.stagepost.model.SpecialUse;

/** One line of a listing: a wire name and what the server says of it (RFC 9051 §7.3.1). */
public record ListedName(String name, String separator, Set<String> attributes, Set<SpecialUse> specialUses) {
    public ListedName {
        attributes = Set.copyOf(attributes);
        specialUses = Set.copyOf(specialUses);
    }

    /** @param attribute in lower case, backslash included */
    public boolean has(String attribute) {
        return attributes.contains(attribute);
    }
}
