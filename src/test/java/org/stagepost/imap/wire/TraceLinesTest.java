package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TraceLinesTest {
    private final List<String> shown = new ArrayList<>();
    private final TraceLines lines = new TraceLines(shown::add);

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        lines.feed(bytes, 0, bytes.length);
    }

    @Test
    void literalsAreCountedAndLeftOut() {
        feed("s7 APPEND \"Work\" (\\Seen) \"01-Feb-2024 10:00:00 +0000\" {12+}\r\n");
        feed(
                "Subject: x\r\n\r\n* 1 FETCH (UID 5 BODY[] {6}\r\nhello\n FLAGS (\\Seen) BODY[HEADER] {0}\r\n)\r\n* 2 EXISTS\r\n");

        assertThat(shown)
                .containsExactly(
                        "s7 APPEND \"Work\" (\\Seen) \"01-Feb-2024 10:00:00 +0000\" {12+}",
                        "(12 bytes) ",
                        "* 1 FETCH (UID 5 BODY[] {6}",
                        "(6 bytes)  FLAGS (\\Seen) BODY[HEADER] {0}",
                        "(0 bytes) )",
                        "* 2 EXISTS");
    }

    @Test
    void wordsForPeopleAnnounceNoLiteral() {
        feed("a5 NO no folder x {300}\r\n* ok y {300}\r\n+ go {300}\r\n* BYE {300}\r\na6 BAD {300}\r\n");
        feed("* 1 FETCH (BODY[] {8}\r\ncanary\r\n BODY[1] {3}\r\nabc)\r\n* LIST () \"/\" {3}\r\nabc\r\n");

        assertThat(shown)
                .containsExactly(
                        "a5 NO no folder x {300}",
                        "* ok y {300}",
                        "+ go {300}",
                        "* BYE {300}",
                        "a6 BAD {300}",
                        "* 1 FETCH (BODY[] {8}",
                        "(8 bytes)  BODY[1] {3}",
                        "(3 bytes) )",
                        "* LIST () \"/\" {3}",
                        "(3 bytes) ");
    }

    @Test
    void stringsThatMayComeFromMessagesAreLeftOut() {
        feed(
                "* 1 FETCH (UID 5 INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" ENVELOPE (\"secret \\\" subject\" NIL) X \"unclosed\r\n");
        feed("* 2 fetch (BODY[1] {3}\r\nabc BODY[2] \"late\")\r\n");
        feed("s3 UID SEARCH HEADER Message-ID \"<secret@example.test>\"\r\n");
        feed("* LIST (\\HasNoChildren) \"/\" \"Work\"\r\n");

        assertThat(shown)
                .containsExactly(
                        "* 1 FETCH (UID 5 INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" ENVELOPE (\"…\" NIL) X \"…\"",
                        "* 2 fetch (BODY[1] {3}",
                        "(3 bytes)  BODY[2] \"…\")",
                        "s3 UID SEARCH HEADER Message-ID \"…\"",
                        "* LIST (\\HasNoChildren) \"/\" \"Work\"");
    }

    @Test
    void nothingOfALoginIsShownButItsNames() {
        lines.hush(true);
        feed("s2 AUTHENTICATE PLAIN AGFubgBodW50ZXIy\r\nAGFubgBodW50ZXIy\r\ns3 LOGIN ann {7}\r\nhunter2\r\n");
        feed("+ hunter2\r\n* OK hunter2\r\ns2 NO [ALERT] hunter2\r\nhunter2 hunter2\r\n* 5 hunter2\r\n");
        lines.hush(false);
        feed("s4 NOOP\r\n");

        assertThat(shown)
                .containsExactly(
                        "s2 AUTHENTICATE ***",
                        "***",
                        "s3 LOGIN ***",
                        "(7 bytes) ***",
                        "+ ***",
                        "* OK ***",
                        "s2 NO ***",
                        "***",
                        "***",
                        "s4 NOOP");
    }

    @Test
    void aLineIsOneLineWhateverIsSaid() {
        feed("* OK \u001b[2Jx\r\u00FC\0\u0085y\r\n");

        assertThat(shown).containsExactly("* OK \\x1B[2Jx\\x0D\\xFC\\x00\\x85y");
    }

    @Test
    void aLongLineIsCutAndItsLiteralFoundAllTheSame() {
        feed("* VANISHED " + "1,".repeat(100_000) + " {4}\r\nsecr\r\n* OK\r\n");

        assertThat(shown).hasSize(3);
        assertThat(shown.get(0)).hasSizeLessThan(2100).endsWith(" … (200016 bytes)");
        assertThat(shown.get(1)).isEqualTo("(4 bytes) ");
    }

    @RepeatedTest(50)
    void howBytesArriveMakesNoDifference(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        String text =
                "* 1 FETCH (BODY[] {20}\r\n01234567890123456789 X \"y\")\r\ns1 OK {done}\r\n* 2 FETCH {1}\r\nz)\r\n";
        feed(text);
        List<String> whole = List.copyOf(shown);
        shown.clear();

        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(9));
            lines.feed(bytes, at, count);
            at += count;
        }

        assertThat(shown).isEqualTo(whole);
    }
}
