package org.stagepost.directory.sieve;

import java.util.List;
import java.util.Locale;

/**
 * What a server answers a command with (RFC 5804 §1.2, §4).
 *
 * @param status {@code OK}, {@code NO} or {@code BYE}
 * @param code without parentheses; empty for none
 * @param words for people; empty for none
 * @param lines the data before it, each as its words
 */
record SieveReply(String status, String code, String words, List<List<String>> lines) {
    SieveReply {
        lines = List.copyOf(lines);
    }

    boolean isOk() {
        return status.equals("OK");
    }

    boolean isBye() {
        return status.equals("BYE");
    }

    boolean hasCode(String wanted) {
        return code.toUpperCase(Locale.ROOT).startsWith(wanted);
    }

    /** On one line, not endless. */
    String shown() {
        String all = (code.isEmpty() ? "" : "(" + code + ") ") + words;
        String line = all.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return status + (line.isEmpty() ? "" : " " + (line.length() > 300 ? line.substring(0, 300) + "…" : line));
    }
}
