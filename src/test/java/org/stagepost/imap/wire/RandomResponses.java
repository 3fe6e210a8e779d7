package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What a server may say to one command, by chance: well-formed, though seldom sensible. One char is one byte. */
final class RandomResponses {
    static final String TAG = "s1";

    private static final List<String> SYSTEM_FLAGS =
            List.of("\\Seen", "\\answered", "\\FLAGGED", "\\Recent", "\\*", "\\Draft", "\\", "\\Noselect", "\\sent");
    private static final List<String> DATES = List.of(
            "01-Feb-2024 10:00:00 +0000",
            " 1-feb-2024 10:00:60 -0830",
            "31-Dec-1969 23:59:59 +0000",
            "30-Feb-2024 10:00:00 +0000",
            "01-Jan-9999 00:00:00 +1800",
            "01-Jan-0000 00:00:00 +9999",
            "yesterday");
    private static final List<String> CODES = List.of(
            "UIDVALIDITY 7",
            "UIDNEXT 4294967295",
            "UIDNEXT x",
            "PERMANENTFLAGS (\\Seen ab]c \\*)",
            "CAPABILITY IMAP4rev1 LITERAL+",
            "HIGHESTMODSEQ 715194045007",
            "NOMODSEQ",
            "APPENDUID 7 1:3,9",
            "OVERQUOTA",
            "ALERT",
            "TRYCREATE",
            "BADCHARSET (\"a]b\" {1}",
            "X");

    private final Random random;

    RandomResponses(Random random) {
        this.random = random;
    }

    /** The answer to a command of this kind, its tagged end included. */
    String answer(Topic topic) {
        if (topic == Topic.GREETING) {
            return "* " + anyOf("OK", "PREAUTH", "BYE", "ok", "HELLO") + condition();
        }
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            lines.append(random.nextInt(4) == 0 ? unasked() : topic.response(this));
        }
        if (topic == Topic.CONTINUATION && random.nextBoolean()) {
            return lines + "+" + anyOf("", " ", " go on") + "\r\n";
        }
        return lines + TAG + " " + anyOf("OK", "NO", "BAD", "no") + condition();
    }

    private String condition() {
        String code = random.nextBoolean() ? "[" + anyOf(CODES) + "] " : "";
        return " " + code + anyOf("", "done", "gr\u00C3\u00BC\u00C3\u009F", "\0\u001B[31m", "[not a code") + "\r\n";
    }

    private String unasked() {
        int what = random.nextInt(9);
        if (what < 4) {
            return "* " + anyOf("OK", "NO", "BAD") + condition();
        }
        return switch (what) {
            case 4 -> "* " + number() + " " + anyOf("EXISTS", "RECENT", "EXPUNGE") + "\r\n";
            case 8 ->
                "* VANISHED " + anyOf("", "(EARLIER) ", "(X y) ") + anyOf("1:3,9", "7", "4294967295:1", "1:*", "x")
                        + "\r\n";
            case 5 -> "* ESEARCH (TAG \"a\") UID ALL 1:9\r\n";
            case 6 -> "* X " + value(0) + "\r\n";
            default -> Topic.values()[random.nextInt(Topic.values().length)].response(this);
        };
    }

    String fetch() {
        List<Supplier<String>> attributes = new ArrayList<>(List.of(
                () -> "UID " + number(),
                () -> "FLAGS " + list(this::flag),
                () -> "INTERNALDATE " + string(anyOf(DATES)),
                () -> "RFC822.SIZE " + number(),
                () -> "BODY[HEADER] " + string("a: b\r\n\r\n"),
                () -> anyOf("BODY[] ", "body[] ") + string("a: b\r\n\r\ntext " + number()),
                () -> "BODY[] NIL",
                () -> "BODY[HEADER.FIELDS (DATE \"x\")]<0> " + string("Date: x"),
                () -> "BODYSTRUCTURE " + value(0),
                () -> "BINARY[1.2] ~{3}\r\n* \0",
                () -> "X-GM-LABELS " + list(() -> string(word())),
                () -> "MODSEQ (" + number() + ")"));
        Collections.shuffle(attributes, random);
        StringBuilder line = new StringBuilder("* " + number() + " FETCH (");
        for (int i = random.nextInt(attributes.size() + 1); i > 0; i--) {
            line.append(attributes.get(i - 1).get()).append(i > 1 ? " " : "");
        }
        return line + ")\r\n";
    }

    String listing() {
        return "* " + anyOf("LIST ", "LSUB ", "list ") + list(this::flag) + " "
                + anyOf("\"/\"", "NIL", "\"\\\\\"", "\"\"") + " " + string(word())
                + anyOf("", " (\"CHILDINFO\" (\"SUBSCRIBED\"))") + "\r\n";
    }

    String folder() {
        return switch (random.nextInt(3)) {
            case 0 -> "* FLAGS " + list(this::flag) + "\r\n";
            case 1 ->
                "* STATUS " + string(word()) + " (UIDNEXT " + number() + " UIDVALIDITY " + number() + " X " + value(0)
                        + ")\r\n";
            default -> "* " + number() + " EXISTS\r\n";
        };
    }

    String namespace() {
        return "* NAMESPACE " + namespaces() + " " + namespaces() + " " + namespaces() + "\r\n";
    }

    private String namespaces() {
        return anyOf(
                "NIL", "()", "((" + string(word()) + " " + anyOf("NIL", "\".\"") + anyOf("", " \"X\" (\"y\")") + "))");
    }

    private String value(int depth) {
        return depth > 5 || random.nextInt(3) == 0 ? string(word()) : list(() -> value(depth + 1));
    }

    private String list(Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(element.get());
        }
        return "(" + String.join(" ", elements) + ")";
    }

    private String flag() {
        return random.nextBoolean() ? anyOf(SYSTEM_FLAGS) : "$" + word().replace(' ', '_');
    }

    /** The text in one of the forms that a string may have (RFC 9051 §4.3). */
    private String string(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> "{" + text.length() + "}\r\n" + text;
            case 1 -> "{" + text.length() + "+}\r\n" + text;
            case 2 -> "~{" + text.length() + "}\r\n" + text;
            default -> text.matches("[a-z~]+") ? text : "\"" + text.replaceAll("([\\\\\"])", "\\\\$1") + "\"";
        };
    }

    private String word() {
        return anyOf(
                "inbox",
                "~ann",
                "nil",
                "a b",
                "x\"\\y",
                "&APw-",
                "\u00FC",
                "",
                "(",
                "n{3}",
                "w".repeat(random.nextInt(300)));
    }

    private String number() {
        return anyOf("0", "1", "2", "3", "4294967295", "4294967296", "999999999999999999", "1234567890123456789");
    }

    private String anyOf(String... some) {
        return some[random.nextInt(some.length)];
    }

    private String anyOf(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
