package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class LoginMaskTest {
    private static final String SECRET = "hunter2-canary-of-some-length";

    private static String masked(String words) {
        MigrationException failure = new MigrationException(FailureCode.CREDENTIALS_REFUSED, words);
        return LoginMask.applied(failure, Secret.of(SECRET), List.of("AGFubgBodW50ZXIy"))
                .detail();
    }

    @Test
    void everyFormIsTakenOut() {
        assertThat(masked("NO " + SECRET + ", \"" + SECRET + "\", AGFubgBodW50ZXIy and " + SECRET))
                .isEqualTo("NO ***, ***, *** and ***");
    }

    /** Long words of a server are cut before anybody looks for the secret. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 20, 28})
    void aSecretThatWasCutIsTakenOutAsWell(int letters) {
        assertThat(masked("NO unknown command " + SECRET.substring(0, letters))).isEqualTo("NO unknown command ***");
        assertThat(masked("NO '" + SECRET.substring(0, letters) + "…' for " + SECRET + " (PLAIN)"))
                .isEqualTo("NO '***…' for *** (PLAIN)");
    }

    @Test
    void otherWordsStay() {
        assertThat(masked("NO hunter2 is no command")).isEqualTo("NO hunter2 is no command");
        assertThat(masked("NO hunter2-canary is no command")).isEqualTo("NO hunter2-canary is no command");
    }
}
