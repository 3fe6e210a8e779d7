package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.mailbox.Marks;

/** The small words of the protocol: dates, sets of UIDs, flags, capabilities, quoted names. */
class WireWordsTest {
    @ParameterizedTest
    @CsvSource({
        "01-Feb-2024 10:00:00 +0000, 2024-02-01T10:00:00Z",
        "' 1-feb-2024 10:00:00 -0830', 2024-02-01T18:30:00Z",
        "31-DEC-2016 23:59:60 +0000, 2016-12-31T23:59:59Z"
    })
    void readsDates(String text, Instant instant) {
        assertThat(InternalDate.parse(text)).hasValue(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "31-Feb-2024 10:00:00 +0000",
                "01-Foo-2024 10:00:00 +0000",
                "01-Feb-2024 25:00:00 +0000",
                "01-Feb-24 10:00:00 +0000",
                "01-Feb-2024 10:00:00 +9900"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(InternalDate.parse(text)).isEmpty();
    }

    @Test
    void writesEnglishDatesInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(InternalDate.format(Instant.parse("2024-05-09T08:07:06Z")))
                    .isEqualTo("09-May-2024 08:07:06 +0000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @RepeatedTest(100)
    void everyDateComesBack(RepetitionInfo run) {
        Instant instant = Instant.ofEpochSecond(new Random(run.getCurrentRepetition()).nextLong(0, 4_000_000_000L));

        assertThat(InternalDate.parse(InternalDate.format(instant))).hasValue(instant);
    }

    @Test
    void joinsNeighboursToRanges() {
        assertThat(UidSet.format(List.of(1L, 2L, 3L, 7L, 9L, 10L))).containsExactly("1:3,7,9:10");
        assertThat(UidSet.format(List.of())).isEmpty();
    }

    @Test
    void takesAnEndlessSet() {
        assertThat(UidSet.parse("1" + ",1:2".repeat(32 * 1024) + ",", Integer.MAX_VALUE))
                .isEmpty();
    }

    @Test
    void keywordsLongerThanServersTakeAreNotSafe() {
        assertThat(MarkGrammar.isSafe("k".repeat(50))).isTrue();
        assertThat(MarkGrammar.isSafe("k".repeat(51))).isFalse();
    }

    @RepeatedTest(100)
    void everySetComesBackInPiecesThatFitACommand(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Set<Long> uids = new TreeSet<>();
        for (int i = 0; i < random.nextInt(3000); i++) {
            uids.add(random.nextLong(1, 5_000));
        }

        List<Long> back = new ArrayList<>();
        for (String set : UidSet.format(List.copyOf(uids))) {
            assertThat(set).hasSizeLessThan(4_100);
            back.addAll(UidSet.parse(set, 5_000).orElseThrow());
        }
        assertThat(back).containsExactlyElementsOf(uids);
    }

    @ParameterizedTest
    @CsvSource({
        "7 10:12, 3, '10,11,12'",
        "7 12:10, 3, '10,11,12'",
        "'7 10,12:13', 3, '10,12,13'",
    })
    void readsAppendUids(String argument, int messages, String uids) {
        assertThat(AppendUid.of(ok("APPENDUID", argument), messages)).hasValueSatisfying(stored -> assertThat(
                        stored.uids().stream().map(String::valueOf).toList())
                .containsExactly(uids.split(",", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7 10:11", "7 10:13", "7 1:4294967295", "7 10:x", "x 10:12", "7 10:12 13"})
    void believesNoOtherNumberOfAppendUids(String argument) {
        assertThat(AppendUid.of(ok("APPENDUID", argument), 3)).isEmpty();
    }

    private static TaggedReply ok(String code, String argument) {
        return new TaggedReply(Status.OK, new ResponseCode(code, argument), "done");
    }

    @Test
    void writesFlagsBeforeKeywords() {
        Marks marks = new Marks(Set.of(Marks.Flag.SEEN, Marks.Flag.ANSWERED), Set.of("$Forwarded", "Blau"));

        assertThat(MarkGrammar.format(marks)).isEqualTo("(\\Answered \\Seen $Forwarded Blau)");
        assertThat(MarkGrammar.parse(List.of("\\SEEN", "\\Recent", "\\answered", "\\X", "$Forwarded", "Blau")))
                .isEqualTo(marks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "(", "\\Seen", "x\r\ny", "\u00FC", "a]", "a\"", "a{1}", "*", "%"})
    void sendsNoKeywordThatCouldBeMore(String keyword) {
        Marks marks = new Marks(Set.of(), Set.of(keyword));

        assertThatThrownBy(() -> MarkGrammar.format(marks)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhatIsPartOfRev2() {
        assertThat(Capabilities.parse("IMAP4rev2 appendlimit=10").has(ImapCapability.UIDPLUS))
                .isTrue();
        assertThat(Capabilities.parse("IMAP4rev2 appendlimit=10").appendLimit()).hasValue(10);
        assertThat(Capabilities.parse("IMAP4rev1 IMAP4rev2 APPENDLIMIT").has(ImapCapability.UIDPLUS))
                .isFalse();
        assertThat(Capabilities.parse("IMAP4rev1 uidplus").has(ImapCapability.UIDPLUS))
                .isTrue();
    }

    @RepeatedTest(200)
    void anyNameStaysOneArgument(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            name.append("a\"\\ \r\n{}()1\u00FC\0".charAt(random.nextInt(13)));
        }

        List<byte[]> segments = Command.create(name.toString()).segments();

        String first = new String(segments.get(0), StandardCharsets.ISO_8859_1);
        if (segments.size() == 1) {
            assertThat(first).matches("CREATE \"([^\"\\\\\\x00-\\x1F]|\\\\[\"\\\\])*\"\r\n");
        } else {
            assertThat(first).isEqualTo("CREATE {10}\r\n");
            assertThat(segments.get(1)).hasSize(12);
        }
    }

    @Test
    void commandsDoNotShowSecrets() {
        Secret canary = Secret.of("hunter2-canary");

        assertThat(Command.login("ann", canary)).hasToString("LOGIN");
    }
}
