package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.Marks;

/** The marks that a connection has told of: nearly all messages of a mailbox share a few sets, read and kept once. */
final class KnownMarks {
    private static final int MOST_FLAGS = 200;
    private static final int LONGEST_FLAG = 1000;
    private static final int MOST_KNOWN = 500;
    private static final int LONGEST_KNOWN = 200;

    private final Map<String, Marks> known = new HashMap<>();

    /** @param list what stands between the parentheses of FLAGS */
    Marks read(String list) throws ProtocolViolation {
        Marks marks = known.get(list);
        if (marks != null) {
            return marks;
        }
        Marks parsed = MarkGrammar.parse(words(list));
        if (list.length() <= LONGEST_KNOWN && known.size() < MOST_KNOWN) {
            known.put(list, parsed);
        }
        return parsed;
    }

    private static List<String> words(String list) throws ProtocolViolation {
        List<String> words = new ArrayList<>();
        for (String word : list.split(" ", -1)) {
            if (word.length() > LONGEST_FLAG || words.size() >= MOST_FLAGS) {
                throw new ProtocolViolation("more flags, or longer ones, than any message has");
            }
            if (word.indexOf('(') >= 0) {
                throw new ProtocolViolation("a flag expected, '(' found");
            }
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
