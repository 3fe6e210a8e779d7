package org.stagepost.imap.wire;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.stagepost.mailbox.Marks;

/**
 * Folders and keywords that a server takes without BAD: such a word may stand in an APPEND whose text does not wait for
 * the server. Folders are proven by any command without a text that accepted them. Keywords are proven by
 * PERMANENTFLAGS, by an APPEND that waited, and by being registered where any can be kept.
 */
public final class ProvenWords {
    /** The IANA registry "IMAP and JMAP Keywords", as far as servers and programs really set them, and their elders. */
    private static final Set<String> REGISTERED = Set.of(
            "$forwarded",
            "$mdnsent",
            "$submitted",
            "$submitpending",
            "$junk",
            "$notjunk",
            "$phishing",
            "$important",
            "$hasattachment",
            "$hasnoattachment",
            "$autosent",
            "$canunsubscribe",
            "$followed",
            "$hasmemo",
            "$imported",
            "$istrusted",
            "$mailflagbit0",
            "$mailflagbit1",
            "$mailflagbit2",
            "$memo",
            "$muted",
            "$new",
            "$notify",
            "$unsubscribed",
            "$label1",
            "$label2",
            "$label3",
            "$label4",
            "$label5",
            "junk",
            "nonjunk",
            "notjunk",
            "forwarded");

    private final Set<String> folders = new HashSet<>();
    private final Set<String> keywords = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();

    /** @param name a wire name that the server accepted */
    public void folder(String name) {
        folders.add(name);
    }

    /** @param permanent words of PERMANENTFLAGS of a folder that messages are appended to */
    public void permanent(Collection<String> permanent) {
        boolean any = permanent.contains("\\*");
        permanent.forEach(word -> keywords.add(lower(word)));
        if (any) {
            keywords.addAll(REGISTERED);
        }
        keywords.removeAll(doubtful);
    }

    /** A message with these was refused: next time the server is asked before the text is sent. */
    public void doubt(Marks marks) {
        marks.keywords().forEach(word -> doubtful.add(lower(word)));
        keywords.removeAll(doubtful);
    }

    void keywords(Marks marks) {
        marks.keywords().forEach(word -> keywords.add(lower(word)));
    }

    public boolean holdsFolder(String name) {
        return folders.contains(name);
    }

    boolean holdKeywords(Marks marks) {
        return marks.keywords().stream().allMatch(word -> keywords.contains(lower(word)));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
