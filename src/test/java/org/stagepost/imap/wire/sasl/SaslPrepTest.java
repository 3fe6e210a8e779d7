package org.stagepost.imap.wire.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslPrepTest {
    /** The first five of RFC 4013 §3. */
    @Test
    void sameNamesBecomeTheSame() {
        assertThat(SaslPrep.prepared("I\u00ADX")).contains("IX");
        assertThat(SaslPrep.prepared("user")).contains("user");
        assertThat(SaslPrep.prepared("USER")).contains("USER");
        assertThat(SaslPrep.prepared("\u00AA")).contains("a");
        assertThat(SaslPrep.prepared("\u2168")).contains("IX");
        assertThat(SaslPrep.prepared("a\u00A0\u3000b")).contains("a  b");
        assertThat(SaslPrep.prepared("u\u0308")).contains("\u00FC");
        assertThat(SaslPrep.prepared("\u0627b\u200B")).isEmpty();
        assertThat(SaslPrep.prepared("\u06271\u0628")).contains("\u06271\u0628");
        assertThat(SaslPrep.prepared("\uD83D\uDE80")).contains("\uD83D\uDE80");
    }

    /** The last two of RFC 4013 §3, and one of each further kind. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "\u06271", "a\u0000", "\uE000", "\uFFFD", "\uFDD0", "\u2028", "\u202E", "\uD800"})
    void impossibleNamesAreRefused(String name) {
        assertThat(SaslPrep.prepared(name)).isEmpty();
    }
}
