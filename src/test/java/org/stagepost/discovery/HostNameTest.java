package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "Mail.Contoso.TEST., mail.contoso.test",
        "localhost, localhost",
        "bücher.test, xn--bcher-kva.test",
        "192.0.2.1, 192.0.2.1",
        "2001:DB8::1, 2001:db8::1"
    })
    void hostsAreInOneForm(String written, String form) {
        assertThat(HostName.of(written)).contains(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a b",
                "a;reboot",
                "$(id).test",
                "-x.test",
                "a..b",
                "a/b",
                "user@host",
                "[::1]",
                "::g",
                "a\nb",
                "%EMAILDOMAIN%"
            })
    void whatMayMeanMoreThanAHostIsNone(String written) {
        assertThat(HostName.of(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0177.0.0.1", "0x7f.0.0.1", "localhost", "256.0.0.1", "1.2.3.4.5"})
    void onlyFourNumbersAreAnAddress(String text) {
        assertThat(HostName.literal(text)).isEmpty();
    }

    @Test
    void literalsAreAddresses() {
        assertThat(HostName.literal("127.0.0.1")).isPresent();
        assertThat(HostName.literal("::ffff:127.0.0.1").orElseThrow().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void aNameWithinADomainEndsWithADotAndTheDomain() {
        assertThat(HostName.isWithin("contoso.test", "contoso.test")).isTrue();
        assertThat(HostName.isWithin("mail.contoso.test", "contoso.test")).isTrue();
        assertThat(HostName.isWithin("notcontoso.test", "contoso.test")).isFalse();
    }
}
