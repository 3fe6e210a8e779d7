package org.stagepost.mailbox;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * An item's flags and keywords. Keywords differing only in case are one keyword to servers; the spelling is kept.
 */
public record Marks(Set<Flag> flags, Set<String> keywords) {
    public static final Marks NONE = new Marks(Set.of(), Set.of());

    /** Where a server does not tell them, or nobody knows any more. Equal to no marks that an item can have: no keyword has a space. */
    public static final Marks UNKNOWN = new Marks(Set.of(), Set.of("not told"));

    /** The system flags that can be copied (RFC 9051 §2.3.2); \Recent is the server's own. */
    public enum Flag {
        ANSWERED,
        DELETED,
        DRAFT,
        FLAGGED,
        SEEN
    }

    public Marks {
        flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
        keywords = Set.copyOf(sorted(keywords));
    }

    private static TreeSet<String> sorted(Collection<String> keywords) {
        TreeSet<String> result = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        result.addAll(keywords);
        return result;
    }

    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /** Equal when the flags are and the keywords are without regard to case. */
    public boolean sameAs(Marks other) {
        return flags.equals(other.flags) && sorted(keywords).equals(sorted(other.keywords));
    }
}
