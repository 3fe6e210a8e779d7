package org.stagepost.credential.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class AesGcmSealerTest {
    private static final String PLACE = "STORED_SECRET|wave-1|SEALED";

    private final AesGcmSealer sealer = new AesGcmSealer(key(1));

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "hunter2-canary", "Grüße, Ωμέγα, 𝄞", "line\nline\u0000end"})
    void opensWhatItSealed(String text) {
        assertThat(sealer.open(sealer.seal(Secret.of(text), PLACE), PLACE).reveal())
                .isEqualTo(text);
    }

    @Test
    void namesVersionAndKeyInFront() {
        assertThat(sealer.seal(Secret.of("secret"), PLACE)).matches("v1:[0-9a-f]{8}:[A-Za-z0-9+/=]{48}");
    }

    @Test
    void equalSecretsLookDifferent() {
        assertThat(sealer.seal(Secret.of("same"), PLACE)).isNotEqualTo(sealer.seal(Secret.of("same"), PLACE));
    }

    @Test
    void doesNotOpenInAnotherPlace() {
        String sealed = sealer.seal(Secret.of("secret"), PLACE);

        refuses(() -> sealer.open(sealed, "STORED_SECRET|wave-2|SEALED"), "was altered");
    }

    @Test
    void doesNotOpenWithAnotherKeyAndSaysWhichOneIsWanted() {
        String sealed = sealer.seal(Secret.of("secret"), PLACE);

        refuses(() -> new AesGcmSealer(key(2)).open(sealed, PLACE), "was sealed with key " + sealed.split(":", 3)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "v1:00000000", "v2:%s:AAAA", "v1:%s:", "v1:%s:AAAA", "v1:%s:A", "v1:%s:A=B"})
    void refusesWhatIsNotSealed(String text) {
        String keyId = sealer.seal(Secret.of("x"), PLACE).split(":", 3)[1];

        refuses(() -> sealer.open(text.formatted(keyId), PLACE), "was altered");
    }

    @RepeatedTest(100)
    void noticesEveryFlippedBit(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        String[] parts = sealer.seal(Secret.of("hunter2-canary"), PLACE).split(":", 3);
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        String altered = parts[0] + ":" + parts[1] + ":" + Base64.getEncoder().encodeToString(bytes);

        refuses(() -> sealer.open(altered, PLACE), "was altered");
    }

    private static void refuses(ThrowingCallable opening, String message) {
        assertThatThrownBy(opening)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message)
                .extracting("code")
                .isEqualTo(FailureCode.SECRET_MISSING);
    }

    private static SecretKey key(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
