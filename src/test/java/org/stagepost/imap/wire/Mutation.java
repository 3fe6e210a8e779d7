package org.stagepost.imap.wire;

import java.util.List;
import java.util.Random;

/** Spoils a text that was well-formed: in places that a parser cares about. */
final class Mutation {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "{5}\r\n",
            "{5+}\r\n",
            "{0}\r\n",
            "~{3}\r\n",
            "{16777216}\r\n",
            "{4294967296}\r\n",
            "{99999999999999999999}\r\n",
            "~",
            "NIL",
            "N",
            "\"",
            "\\",
            "(",
            ")",
            "((((((((((",
            " ",
            "  ",
            "\r\n",
            "\r",
            "\n",
            "* ",
            "+ ",
            "s1 OK ",
            "s1 NO x\r\n",
            "s2 OK x\r\n",
            "* BYE ",
            "* 1 FETCH (",
            "[",
            "]",
            "[]",
            "BODY[]",
            "BODY[HEADER] {16000000}\r\n",
            "BODY[TEXT]<0>",
            "UID ",
            "FLAGS (",
            "INTERNALDATE ",
            "18446744073709551615",
            "-1",
            "\0",
            "\u00FF",
            "* LIST () NIL ");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    String of(String text) {
        if (random.nextInt(12) == 0) {
            return noise();
        }
        StringBuilder result = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            spoil(result);
        }
        return result.toString();
    }

    private void spoil(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(20));
        switch (random.nextInt(7)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2, 3 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            case 4 -> text.replace(from, Math.min(text.length(), from + 1), String.valueOf((char) random.nextInt(256)));
            case 5 -> text.setLength(from);
            default ->
                text.insert(from, PIECES.get(random.nextInt(PIECES.size())).repeat(1 + random.nextInt(1000)));
        }
    }

    private String noise() {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(300); i > 0; i--) {
            noise.append(
                    random.nextInt(3) == 0 ? PIECES.get(random.nextInt(PIECES.size())) : (char) random.nextInt(256));
        }
        return noise.toString();
    }
}
