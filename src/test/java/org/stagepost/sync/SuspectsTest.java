package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ItemKey;

class SuspectsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static Intent intent(long... keys) {
        return new Intent(LongStream.of(keys).mapToObj(KeyNumber::key).toList(), NOON);
    }

    private static ItemKey key(long number) {
        return KeyNumber.key(number);
    }

    @Test
    void anItemIsSuspectOnceForEveryConnectionThatDiedOverIt() {
        Suspects suspects =
                Suspects.NONE.plus(List.of(intent(1, 2), intent(3)), NOON).plus(List.of(intent(2, 3)), NOON);

        assertThat(suspects.copiesToCome()).isEqualTo(Map.of(key(1), 1, key(2), 2, key(3), 2));
    }

    @Test
    void aFoundCopyIsOfOneConnectionOnly() {
        Suspects suspects =
                Suspects.NONE.plus(List.of(intent(1, 2)), NOON).plus(List.of(intent(2)), NOON.plusSeconds(60));

        Suspects left = suspects.without(List.of(key(1), key(2), key(9)));

        assertThat(left).isEqualTo(Suspects.NONE.plus(List.of(intent(2)), NOON.plusSeconds(60)));
        assertThat(left.without(List.of(key(2))).isNone()).isTrue();
    }

    @Test
    void clearsTenMinutesAfterTheCrashAndWithoutAKnownCrashAtOnce() {
        Suspects suspects = Suspects.NONE
                .plus(List.of(intent(1)), Instant.EPOCH)
                .plus(List.of(intent(2)), NOON)
                .plus(List.of(intent(3)), NOON.plusSeconds(1));
        Instant later = NOON.plus(Duration.ofMinutes(10));

        assertThat(suspects.clearedAt(NOON).copiesToCome()).containsOnlyKeys(key(2), key(3));
        assertThat(suspects.clearedAt(later).copiesToCome()).containsOnlyKeys(key(3));
        assertThat(suspects.clearedAt(later.plusSeconds(1)).isNone()).isTrue();
    }

    @Test
    void nothingThatWasOnItsWayIsNothingSuspect() {
        assertThat(Suspects.NONE.plus(List.of(intent()), NOON)).isEqualTo(Suspects.NONE);
    }
}
