package org.stagepost.migration.csv;

import java.io.IOException;
import java.io.Reader;

/** What separates the cells, found by looking at the header line. */
final class Delimiter {
    private static final String CANDIDATES = ",;\t";
    private static final int LONGEST_HEADER = 8 * 1024;

    private Delimiter() {}

    /** The candidate that the header has most of, a comma when it has none; the text stands at its start again. */
    static char detect(Reader text) throws IOException {
        text.mark(LONGEST_HEADER);
        int[] seen = new int[CANDIDATES.length()];
        boolean quoted = false;
        for (int i = 0; i < LONGEST_HEADER; i++) {
            int character = text.read();
            if (character < 0 || !quoted && (character == '\n' || character == '\r')) {
                break;
            }
            quoted ^= character == '"';
            int candidate = CANDIDATES.indexOf(character);
            if (candidate >= 0 && !quoted) {
                seen[candidate]++;
            }
        }
        text.reset();
        return CANDIDATES.charAt(most(seen));
    }

    private static int most(int[] seen) {
        int most = 0;
        for (int i = 1; i < seen.length; i++) {
            most = seen[i] > seen[most] ? i : most;
        }
        return most;
    }
}
