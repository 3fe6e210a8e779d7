package org.stagepost.directory.sieve;

import java.nio.charset.StandardCharsets;

/** Commands as they are sent (RFC 5804 §2). Each string is one, whatever is in it. */
final class SieveCommand {
    private static final int LONGEST_QUOTED = 1024;

    private SieveCommand() {}

    static byte[] of(String verb, String... strings) {
        StringBuilder line = new StringBuilder(verb);
        for (String string : strings) {
            line.append(' ').append(string(string));
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Quoted where that is allowed and plain to read, else a literal, which the server does not have to ask for. */
    static String string(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\');
        return plain && text.length() <= LONGEST_QUOTED
                ? '"' + text + '"'
                : "{" + text.getBytes(StandardCharsets.UTF_8).length + "+}\r\n" + text;
    }
}
