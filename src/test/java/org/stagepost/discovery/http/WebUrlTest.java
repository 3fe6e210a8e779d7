package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPS://Mail.Contoso.TEST, https://mail.contoso.test/",
        "https://mail.contoso.test:443/a?b=c#d, https://mail.contoso.test/a?b=c",
        "https://mail.contoso.test:8443/, https://mail.contoso.test:8443/",
        "http://mail.contoso.test/, http://mail.contoso.test/",
        "https://[2001:db8::1]/x, https://[2001:db8::1]/x",
        "https://127.0.0.1/x, https://127.0.0.1/x"
    })
    void urlsAreInOneForm(String written, String form) {
        assertThat(WebUrl.parse(written)).map(WebUrl::toString).contains(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail.contoso.test",
                "//mail.contoso.test/",
                "file:///etc/passwd",
                "gopher://mail.contoso.test/",
                "https://user:word@mail.contoso.test/",
                "https://good.test@evil.test/",
                "https://mail.contoso.test/a b",
                "https://mail.contoso.test/a\r\nX: y",
                "https://mail.contoso.test:99999/",
                "https:///nohost",
                "https://a_b..test/"
            })
    void whatIsNoneIsNotAsked(String written) {
        assertThat(WebUrl.parse(written)).isEmpty();
    }

    @Test
    void anOverlongUrlIsNone() {
        assertThat(WebUrl.parse("https://a.test/" + "x".repeat(2_001))).isEmpty();
    }

    @Test
    void locationsMayBeRelative() {
        WebUrl url = WebUrl.https("a.test", "/mail/config.xml?x=y");

        assertThat(url.resolve("/other")).contains(WebUrl.https("a.test", "/other"));
        assertThat(url.resolve("next.xml")).contains(WebUrl.https("a.test", "/mail/next.xml"));
        assertThat(url.resolve("//b.test/")).contains(WebUrl.https("b.test", "/"));
        assertThat(url.resolve("javascript:alert(1)")).isEmpty();
        assertThat(url.resolve("https://b.test/\r\nX: y")).isEmpty();
    }
}
