package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidRangesTest {
    @RepeatedTest(200)
    void holdsExactlyWhatWasAdded(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        UidRanges ranges = new UidRanges();
        TreeSet<Long> expected = new TreeSet<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            long first = random.nextInt(200);
            long last = first + (random.nextInt(3) == 0 ? random.nextInt(20) : 0);
            ranges.add(i % 2 == 0 ? first : last, i % 2 == 0 ? last : first);
            LongStream.rangeClosed(first, last).forEach(expected::add);
        }
        TreeSet<Long> found = uids(ranges);

        assertThat(ranges.size()).isEqualTo(found.size());
        assertThat(found).isEqualTo(expected);
    }

    private static TreeSet<Long> uids(UidRanges ranges) {
        TreeSet<Long> uids = new TreeSet<>();
        for (long uid = 0; uid < 400; uid++) {
            if (ranges.contains(uid)) {
                uids.add(uid);
            }
        }
        return uids;
    }

    @Test
    void aMillionMessagesInOneRangeTakeNoMoreThanOne() throws IOException {
        UidRanges ranges = read("1:4294967295");

        assertThat(ranges.size()).isEqualTo(4_294_967_295L);
        assertThat(ranges.contains(77)).isTrue();
    }

    @Test
    void tooManyRangesAreNotTakenForAll() {
        UidRanges ranges = new UidRanges();
        for (long uid = 1; uid <= 2_000_002; uid += 2) {
            ranges.add(uid, uid);
        }

        assertThat(ranges.isComplete()).isFalse();
        assertThat(ranges.size()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,", "1:", "*", "1:*", "4294967296", "1,,2", "-1"})
    void refusesWhatIsNoSet(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ProtocolViolation.class);
    }

    private static UidRanges read(String text) throws IOException {
        UidRanges ranges = new UidRanges();
        byte[] line = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
        UidRangesReader.read(new ResponseTokenizer(new ByteArrayInputStream(line), WireLimits.STANDARD), ranges);
        return ranges;
    }
}
