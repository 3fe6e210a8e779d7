package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.stagepost.mailbox.Marks;

/**
 * Flags and keywords on the wire (RFC 9051 §2.3.2). Reads whatever servers send; writes only system flags and keywords
 * of harmless characters, because a bad one makes some servers read the message that follows as commands.
 */
public final class MarkGrammar {
    private static final Pattern SAFE_KEYWORD = Pattern.compile("[A-Za-z0-9$_.+-]{1,50}");

    private MarkGrammar() {}

    public static boolean isSafe(String keyword) {
        return SAFE_KEYWORD.matcher(keyword).matches();
    }

    /** {@code (\Seen $Forwarded)}. */
    static String format(Marks marks) {
        List<String> words = new ArrayList<>();
        for (Marks.Flag flag : EnumSet.allOf(Marks.Flag.class)) {
            if (marks.flags().contains(flag)) {
                words.add(
                        "\\" + flag.name().charAt(0) + flag.name().substring(1).toLowerCase(Locale.ROOT));
            }
        }
        for (String keyword : new TreeSet<>(marks.keywords())) {
            if (!isSafe(keyword)) {
                throw new IllegalArgumentException("a keyword that must not be sent");
            }
            words.add(keyword);
        }
        return "(" + String.join(" ", words) + ")";
    }

    /** Marks out of words such as {@code \Seen} and {@code $Forwarded}; \Recent and unknown flags are left out. */
    static Marks parse(Collection<String> words) {
        Set<Marks.Flag> flags = EnumSet.noneOf(Marks.Flag.class);
        Set<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String word : words) {
            if (!word.startsWith("\\")) {
                keywords.add(word);
                continue;
            }
            for (Marks.Flag flag : Marks.Flag.values()) {
                if (flag.name().equalsIgnoreCase(word.substring(1))) {
                    flags.add(flag);
                }
            }
        }
        return new Marks(flags, keywords);
    }
}
