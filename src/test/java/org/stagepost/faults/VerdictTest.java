package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The verifier itself: what it would not see, no campaign could prove. */
class VerdictTest {
    private static final SeenMail ONE = new SeenMail("1", "aa", Instant.EPOCH, "\\Seen");
    private static final SeenMail TWO = new SeenMail("2", "bb", Instant.EPOCH, "");

    @Test
    void seesNothingWhereNothingIs() {
        assertThat(verdict(List.of(ONE, ONE, TWO), ONE, TWO, ONE)).isEqualTo("3: 0 0 0");
    }

    @Test
    void countsEqualMessagesOneByOne() {
        assertThat(verdict(List.of(ONE, ONE, TWO), ONE, TWO)).isEqualTo("3: 1 0 0");
        assertThat(verdict(List.of(ONE, TWO), ONE, ONE, ONE, TWO)).isEqualTo("2: 0 2 0");
    }

    @Test
    void seesAlteredBytesDateAndFlags() {
        SeenMail bytes = new SeenMail("1", "cc", Instant.EPOCH, "\\Seen");
        SeenMail date = new SeenMail("1", "aa", Instant.EPOCH.plusSeconds(1), "\\Seen");
        SeenMail flags = new SeenMail("1", "aa", Instant.EPOCH, "");

        for (SeenMail altered : List.of(bytes, date, flags)) {
            assertThat(verdict(List.of(ONE, TWO), altered, TWO)).isEqualTo("2: 0 0 1");
        }
    }

    @Test
    void messageInAnotherFolderIsLostHereAndTooManyThere() {
        Verdict verdict = Verdict.of(
                new Snapshot(Map.of("INBOX", List.of(ONE), "Work", List.of())),
                new Snapshot(Map.of("INBOX", List.of(), "Work", List.of(ONE))));

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.duplicated()).isEqualTo(1);
    }

    @Test
    void missingFolderIsMissedWithAllItHeld() {
        Verdict verdict = Verdict.of(new Snapshot(Map.of("Work", List.of(ONE, TWO))), new Snapshot(Map.of()));

        assertThat(verdict.lost()).isEqualTo(2);
    }

    private static String verdict(List<SeenMail> expected, SeenMail... found) {
        Verdict verdict = Verdict.of(
                new Snapshot(Map.of("INBOX", expected)), new Snapshot(Map.of("INBOX", Arrays.asList(found))));
        return verdict.expected() + ": " + verdict.lost() + " " + verdict.duplicated() + " " + verdict.altered();
    }
}
