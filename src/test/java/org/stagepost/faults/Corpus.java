package org.stagepost.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes messages from a seed, each with a number of its own in the header {@code X-Mail}.
 * Some are equal to the byte, date and number included: copies of one message have to stay apart.
 */
final class Corpus {
    private static final Instant FIRST = Instant.parse("2012-03-01T08:00:00Z");
    private static final List<String> FLAGS = List.of(
            "", "\\Seen", "\\Seen \\Answered", "\\Flagged", "\\Seen $Forwarded", "\\Draft", "\\Seen urlaub-2024");

    private final String name;
    private final Random random;
    private int made;

    Corpus(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    List<TestMail> mails(int count) {
        List<TestMail> mails = new ArrayList<>();
        while (mails.size() < count) {
            boolean again = !mails.isEmpty() && random.nextInt(12) == 0;
            mails.add(again ? mails.get(random.nextInt(mails.size())) : mail());
        }
        return mails;
    }

    private TestMail mail() {
        String id = name + "-" + ++made;
        StringBuilder text = new StringBuilder("X-Mail: " + id + "\r\nFrom: Mara Lind <mara@example.test>\r\n")
                .append("To: team@example.test\r\nDate: Mon, 2 Mar 2015 09:00:00 +0100\r\nSubject: Note ")
                .append(random.nextInt(20))
                .append("\r\n");
        if (random.nextInt(8) != 0) {
            text.append("Message-ID: <").append(random.nextInt(1_000_000)).append("@example.test>\r\n");
        }
        text.append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        int lines = lines();
        for (int line = 0; line < lines; line++) {
            text.append(body());
        }
        // few different seconds: fingerprints of different messages come close to each other
        Instant received = FIRST.plusSeconds(3600L * random.nextInt(50));
        return new TestMail(
                text.toString().getBytes(StandardCharsets.UTF_8), received, FLAGS.get(random.nextInt(FLAGS.size())));
    }

    private int lines() {
        int chance = random.nextInt(40);
        if (chance == 0) {
            return 5_000;
        }
        return chance < 4 ? 500 : random.nextInt(60);
    }

    /** What a careless client or server could take for a command or the end of a message. */
    private String body() {
        return switch (random.nextInt(8)) {
            case 0 -> "a1 DELETE INBOX\r\n";
            case 1 -> ".\r\n";
            case 2 -> "* 1 EXPUNGE {12}\r\n";
            case 3 -> "Sch\u00F6ne Gr\u00FC\u00DFe )\r\n";
            default -> "Line " + random.nextLong() + "\r\n";
        };
    }
}
