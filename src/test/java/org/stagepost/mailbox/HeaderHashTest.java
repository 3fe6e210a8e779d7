package org.stagepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderHashTest {
    /** R is CR, N is LF, 0 is NUL. */
    private static String hash(String text) {
        return HeaderHash.of(
                text.replace('R', '\r').replace('N', '\n').replace('0', '\0').getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "a: bRNc: d, a: bNc: d",
        "a: bRNc: d, a: bRc: d",
        "a: bRN,     a: b",
        "a: bRNRN,   a: b",
        "a: bRNRNbody, a: bNNother",
        "a: bRRNc,   a: bNNd",
        "a: ä,       a: X",
        "a: 0,       a: ?",
        "a: 0,       a: \u0080",
        "RNbody,     ''",
    })
    void isTheSameForAnItemAndItsCopy(String item, String copy) {
        assertThat(hash(item)).isEqualTo(hash(copy));
    }

    @ParameterizedTest
    @CsvSource({"a: b, a: c", "a: bRNc, a: bc", "a: bRNRNc, a: bRNc"})
    void tellsHeadersApart(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }
}
