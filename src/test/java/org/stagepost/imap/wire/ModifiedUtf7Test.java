package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedUtf7Test {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sent | Sent",
                "Entw\u00FCrfe | Entw&APw-rfe",
                "a&b | a&-b",
                "& | &-",
                "\u53F0\u5317 | &U,BTFw-",
                "\uD83D\uDE00 | &2D3eAA-",
                "\u00FC\u00E4 | &APwA5A-",
                "x\u00FC&\u00E4 | x&APw-&-&AOQ-"
            })
    void writesAndReads(String name, String wire) {
        assertThat(ModifiedUtf7.encode(name)).isEqualTo(wire);
        assertThat(ModifiedUtf7.decode(wire)).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&b",
                "&",
                "&AP",
                "&A-",
                "&APw",
                "&AGE-",
                "&APw-&AOQ-x&",
                "&2D0-",
                "&3gA-",
                "Entw\u00FCrfe",
                "&*-",
                "&APx-"
            })
    void whatIsNotExactlyItsOwnEncodingIsNoName(String wire) {
        assertThat(ModifiedUtf7.decode(wire)).isEmpty();
    }

    @RepeatedTest(300)
    void everyNameComesBack(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x100 : 0x20000);
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                name.appendCodePoint(codePoint);
            }
        }

        String wire = ModifiedUtf7.encode(name.toString());

        assertThat(wire.chars().allMatch(c -> c >= ' ' && c <= '~')).isTrue();
        assertThat(ModifiedUtf7.decode(wire)).hasValue(name.toString());
    }

    @RepeatedTest(300)
    void twoWireNamesAreNeverOneName(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        StringBuilder wire = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            wire.append("&-,APw+\u00FC a".charAt(random.nextInt(10)));
        }

        ModifiedUtf7.decode(wire.toString())
                .ifPresent(name -> assertThat(ModifiedUtf7.encode(name)).isEqualTo(wire.toString()));
    }
}
