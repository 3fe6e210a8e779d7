package org.stagepost.imap.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

/** Names, marks, dates and texts that somebody could have thought up to give orders to a server. One char is one byte. */
final class RandomCommands {
    static final List<String> KEYWORDS = List.of("$Forwarded", "Etikett1", "a.b_c-d+e", "NIL", "nil", "k".repeat(50));
    static final List<String> BAD_KEYWORDS = List.of(
            "\\Recent",
            "\\Bogus",
            "a b",
            "x)",
            "(",
            "q\"q",
            "{5+}",
            "a]",
            "%",
            "*",
            "",
            "\u00FCmlaut",
            "x\r\nx9 DELETE victim",
            "\0",
            "k".repeat(51));
    private static final List<String> PIECES = List.of(
            "x9 DELETE victim",
            "s1 LOGOUT",
            "s2 CREATE evil",
            "s3 APPEND INBOX {3+}",
            "{10+}",
            "{3}",
            ")",
            "\"",
            " (\\Seen) \"01-Jan-2024 00:00:00 +0000\" {5+}",
            "\\",
            "\0",
            "+ go",
            "\u00FC",
            "\r",
            "\n",
            "\r\n",
            "\r\n",
            "a",
            " ",
            "Subject: x",
            ".",
            "*",
            "%",
            "~",
            "&",
            "INBOX",
            "/");
    /** Borders of what servers keep, and beyond what IMAP can say. */
    private static final List<Instant> DATES = List.of(
            Instant.parse("1900-01-01T00:00:00Z"),
            Instant.parse("1969-12-31T23:59:59Z"),
            Instant.EPOCH,
            Instant.parse("2024-02-29T13:45:07Z"),
            Instant.parse("2024-02-29T13:45:07.999Z"),
            Instant.parse("2040-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59Z"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("0000-12-31T23:59:59Z"),
            Instant.parse("+10000-01-01T00:00:00Z"),
            Instant.MIN,
            Instant.MAX);

    private final Random random;

    RandomCommands(Random random) {
        this.random = random;
    }

    /** A folder's wire name, a user's name, a password. */
    String name() {
        return random.nextInt(3) == 0 ? "INBOX" : text(random.nextInt(random.nextInt(50) == 0 ? 400 : 6));
    }

    /** A message, most often one that holds commands. */
    String message() {
        return text(1 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 12));
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    ItemHead head() {
        Set<Marks.Flag> flags = EnumSet.noneOf(Marks.Flag.class);
        for (Marks.Flag flag : Marks.Flag.values()) {
            if (random.nextInt(4) == 0) {
                flags.add(flag);
            }
        }
        Instant date = random.nextInt(3) == 0
                ? pick(DATES)
                : Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L));
        return new ItemHead(new ItemKey("1"), date, new Marks(flags, keywords()));
    }

    private Set<String> keywords() {
        Set<String> keywords = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keywords.add(random.nextInt(8) == 0 ? pick(BAD_KEYWORDS) : pick(KEYWORDS));
        }
        return keywords;
    }

    /** In rising order, as everywhere. */
    List<Long> uids() {
        List<Long> uids = new ArrayList<>();
        long uid = 0;
        for (int i = random.nextInt(20); i >= 0; i--) {
            uid += 1 + (random.nextBoolean() ? 0 : random.nextInt(1_000_000));
            uids.add(uid);
        }
        return uids;
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Now and then its size is a lie. */
    ItemContent content(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int lie = random.nextInt(30) == 0 ? random.nextInt(-5, 6) : 0;
        return new ItemContent() {
            @Override
            public long sizeBytes() {
                return Math.max(1, bytes.length + lie);
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
