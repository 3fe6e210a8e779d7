package org.stagepost.imap.wire.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;

class TokenExchangeTest {
    private static final Secret TOKEN = Secret.of("vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==");

    /** RFC 7628 §4.1, without the port's default. */
    @Test
    void oauthbearerSaysWhatTheStandardSays() throws SaslViolation {
        TokenExchange exchange = TokenExchange.oauthbearer("user@example.com", "server.example.com", 143, TOKEN);

        assertThat(text(exchange.beginning().orElseThrow()))
                .isEqualTo("n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001"
                        + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==\u0001\u0001");
        assertThat(text(exchange.answer("{}".getBytes(StandardCharsets.UTF_8)))).isEqualTo("\u0001");
    }

    @Test
    void oauthbearerEscapesTheName() {
        TokenExchange exchange = TokenExchange.oauthbearer("a,host=evil", "h", 1, TOKEN);

        assertThat(text(exchange.beginning().orElseThrow())).startsWith("n,a=a=2Chost=3Devil,\u0001host=h");
    }

    /** Google's documentation of the protocol. */
    @Test
    void xoauth2SaysWhatGoogleSays() throws SaslViolation {
        TokenExchange exchange = TokenExchange.xoauth2("someuser@example.com", Secret.of("ya29.vF9dft4qmTc2"));

        assertThat(text(exchange.beginning().orElseThrow()))
                .isEqualTo("user=someuser@example.com\u0001auth=Bearer ya29.vF9dft4qmTc2\u0001\u0001");
        assertThat(exchange.answer(new byte[0])).isEmpty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"401","schemes":"bearer","scope":"https://mail.google.com/"} | status 401, scope https://mail.google.com/: the token has expired
            {"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"} | status 400, scope https://mail.google.com/: the server cannot use the token
            {"status":"invalid_token","openid-configuration":"https://x.example.test/"} | status invalid_token: the token has expired
            {"scope":"mail","status":"insufficient_scope"} | scope mail, status insufficient_scope: the token lacks
            {"status": 401}   | status 401: the token has expired
            {"error":"strange"}   | error strange
            not json at all   | not json at all
            """)
    void refusalIsToldInWords(String json, String words) throws SaslViolation {
        TokenExchange exchange = TokenExchange.xoauth2("ann", TOKEN);

        exchange.answer(json.getBytes(StandardCharsets.UTF_8));

        assertThat(exchange.refusal()).startsWith(words);
    }

    @Test
    void refusalForgesNoLineAndFillsNoPage() throws SaslViolation {
        TokenExchange exchange = TokenExchange.xoauth2("ann", TOKEN);

        exchange.answer(("\r\n* OK \u202E" + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(exchange.refusal()).startsWith("* OK").hasSizeLessThan(300).doesNotContain("\n", "\r", "\u202E");
    }

    /** Each begins where the words are cut, after 200 letters or 2,000. */
    @ParameterizedTest
    @ValueSource(ints = {185, 199, 1990})
    void refusalHoldsNoPartOfATokenThatIsRepeated(int before) throws SaslViolation {
        TokenExchange exchange = TokenExchange.xoauth2("ann", TOKEN);
        String message = Base64.getEncoder().encodeToString(exchange.beginning().orElseThrow());

        for (String repeated : List.of(TOKEN.reveal(), message)) {
            TokenExchange refused = TokenExchange.xoauth2("ann", TOKEN);
            String field = "{\"error_description\": \"" + "x".repeat(250) + repeated + "\"}";
            refused.answer(("x".repeat(before) + repeated).getBytes(StandardCharsets.UTF_8));
            assertThat(refused.refusal()).startsWith("xxx").doesNotContain(repeated.substring(0, 1));

            TokenExchange inField = TokenExchange.xoauth2("ann", TOKEN);
            inField.answer(field.getBytes(StandardCharsets.UTF_8));
            assertThat(inField.refusal()).contains("xxx***").doesNotContain(repeated.substring(0, 3));
        }
    }
}
