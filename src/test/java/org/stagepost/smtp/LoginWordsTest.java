package org.stagepost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;

class LoginWordsTest {
    private static final String SECRET = "pw-canary";
    private final LoginWords words = new LoginWords("relay", Secret.of(SECRET));

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "\0relay\0" + SECRET, "user=relay\1auth=Bearer " + SECRET + "\1\1"})
    void noFormOfTheSecretIsRepeated(String sent) {
        String base64 = Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8));
        MessagingException failure = new AuthenticationFailedException("500 what is AUTH " + base64);

        MessagingException masked = words.masked(failure);

        assertThat(masked).isInstanceOf(AuthenticationFailedException.class).hasNoCause();
        assertThat(masked.getMessage()).startsWith("500 what is AUTH ***").doesNotContain(base64.substring(0, 8));
    }

    @Test
    void aCauseThatRepeatsItIsLeftBehind() {
        MessagingException masked =
                words.masked(new MessagingException("refused", new IllegalStateException("sent " + SECRET)));

        assertThat(masked).hasMessage("refused").hasNoCause();
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        MessagingException failure = new MessagingException("refused", new IllegalStateException("no route"));

        assertThat(words.masked(failure)).isSameAs(failure);
        assertThat(new LoginWords("relay", Secret.of("")).masked(failure)).isSameAs(failure);
    }
}
