package org.stagepost.credential.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class KeyRotationTest {
    private static final String PLACE = "STORED_SECRET|old-admin|SEALED";

    private final HomeFolder home;
    private final Map<String, String> environment = new HashMap<>();
    /** A store of one row. */
    private String sealed;

    KeyRotationTest(@TempDir Path folder) throws IOException {
        home = new HomeFolder(folder);
        Files.createDirectories(home.keys());
        sealed = sealer().seal(Secret.of("hunter2"), PLACE);
    }

    @Test
    void allIsSealedWithANewKeyAndTheOldOneIsGone() throws IOException {
        String before = Files.readString(key());
        String sealedBefore = sealed;

        assertThat(new KeyRotation(home, environment).run(this::reseal)).isEqualTo(1);

        assertThat(Files.readString(key())).isNotEqualTo(before);
        assertThat(Files.exists(nextKey())).isFalse();
        assertThat(opened()).isEqualTo("hunter2");
        assertThatThrownBy(() -> sealer().open(sealedBefore, PLACE)).isInstanceOf(MigrationException.class);
    }

    @Test
    void killedBeforeTheStoreHasChangedTheOldKeyGoesOn() throws IOException {
        String before = Files.readString(key());

        killed(next -> {});

        assertThat(Files.readString(key())).isEqualTo(before);
        assertThat(opened()).isEqualTo("hunter2");
        sealed = sealer().seal(Secret.of("stored meanwhile"), PLACE);
        new KeyRotation(home, environment).run(this::reseal);
        assertThat(opened()).isEqualTo("stored meanwhile");
        assertThat(Files.readString(key())).isNotEqualTo(before);
    }

    @Test
    void killedAfterTheStoreHasChangedBothKeysOpen() throws IOException {
        String before = Files.readString(key());

        killed(this::reseal);

        assertThat(Files.readString(key())).isEqualTo(before);
        assertThat(opened()).isEqualTo("hunter2");
        assertThat(sealer().open(sealer().seal(Secret.of("more"), PLACE), PLACE).reveal())
                .isEqualTo("more");
        new KeyRotation(home, environment).run(this::reseal);
        assertThat(opened()).isEqualTo("hunter2");
        assertThat(Files.exists(nextKey())).isFalse();
    }

    @Test
    void killedWhileTheNextKeyTakesItsPlaceNothingIsLost() throws IOException {
        new KeyRotation(home, environment).run(this::reseal);
        Files.copy(key(), nextKey());

        assertThat(opened()).isEqualTo("hunter2");
        new KeyRotation(home, environment).run(this::reseal);
        assertThat(opened()).isEqualTo("hunter2");
    }

    @Test
    void refusedItLeavesNoNextKey() {
        refused();

        assertThat(Files.exists(nextKey())).isFalse();
        assertThat(opened()).isEqualTo("hunter2");
    }

    @Test
    void refusedAfterAKilledOneItKeepsTheKeyThatMaySealAlready() {
        killed(this::reseal);

        refused();

        assertThat(Files.exists(nextKey())).isTrue();
        assertThat(opened()).isEqualTo("hunter2");
    }

    private void refused() {
        KeyRotation rotation = new KeyRotation(home, environment);
        assertThatThrownBy(() -> rotation.run(next -> {
                    throw new MigrationException(FailureCode.SECRET_MISSING, "one cannot be opened");
                }))
                .hasMessageContaining("one cannot be opened");
    }

    @Test
    void theOldKeyWithoutTheNewOneIsRefused() throws IOException {
        String before = Files.readString(key());
        environment.put(SecretKeyFile.OLD_VARIABLE, key(1));

        KeyRotation rotation = new KeyRotation(home, environment);
        assertThatThrownBy(this::sealer)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING))
                .hasMessageContaining("STAGEPOST_OLD_KEY is set, but STAGEPOST_KEY is not")
                .hasMessageNotContaining(key(1));
        assertThatThrownBy(() -> rotation.run(this::reseal)).hasMessageContaining("but STAGEPOST_KEY is not");
        assertThat(Files.readString(key())).isEqualTo(before);
        assertThat(Files.exists(nextKey())).isFalse();
    }

    @Test
    void aLostKeyIsFollowedByANewOneOnlyWhenItsSecretsAreForgotten() throws IOException {
        Files.delete(key());
        SecretSealer lost = SecretKeyFile.sealer(home, environment, () -> Optional.of("the password of ann"));
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> lost.open(sealed, PLACE), () -> lost.seal(Secret.of("anew"), PLACE), lost::keyId)) {
            assertThatThrownBy(attempt)
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING))
                    .hasMessageContaining("the key file " + key() + " is missing")
                    .hasMessageContaining("the password of ann")
                    .hasMessageContaining("set STAGEPOST_KEY")
                    .hasMessageContaining("config rotate-key --lost");
        }
        assertThat(Files.exists(key())).isFalse();

        List<String> forgotten = new KeyRotation(home, environment).withoutLost(next -> {
            sealed = next.seal(Secret.of("set anew"), PLACE);
            return List.of("the password of ann");
        });

        assertThat(forgotten).containsExactly("the password of ann");
        assertThat(opened()).isEqualTo("set anew");
    }

    @Test
    void aStoreWithoutSecretsGetsAKeyWhereNoneIs() throws IOException {
        Files.delete(key());

        SecretSealer fresh = SecretKeyFile.sealer(home, environment, Optional::empty);

        assertThat(fresh.open(fresh.seal(Secret.of("first"), PLACE), PLACE).reveal())
                .isEqualTo("first");
        assertThat(Files.exists(key())).isTrue();
    }

    @Test
    void aKeyOfTheEnvironmentIsReplacedThere() {
        environment.put(SecretKeyFile.VARIABLE, key(1));
        sealed = sealer().seal(Secret.of("hunter2"), PLACE);
        KeyRotation alone = new KeyRotation(home, environment);
        assertThatThrownBy(() -> alone.run(this::reseal))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING))
                .hasMessageContaining("set STAGEPOST_OLD_KEY to its value, STAGEPOST_KEY to a new key")
                .hasMessageNotContaining(key(1));

        environment.put(SecretKeyFile.OLD_VARIABLE, key(1));
        environment.put(SecretKeyFile.VARIABLE, key(2));
        assertThat(opened()).isEqualTo("hunter2");
        new KeyRotation(home, environment).run(this::reseal);
        environment.remove(SecretKeyFile.OLD_VARIABLE);

        assertThat(opened()).isEqualTo("hunter2");
    }

    private interface Change {
        void with(SecretSealer next);
    }

    private void killed(Change change) {
        KeyRotation rotation = new KeyRotation(home, environment);
        assertThatThrownBy(() -> rotation.run(next -> {
                    change.with(next);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
    }

    private int reseal(SecretSealer next) {
        sealed = next.seal(sealer().open(sealed, PLACE), PLACE);
        return 1;
    }

    private String opened() {
        return sealer().open(sealed, PLACE).reveal();
    }

    private SecretSealer sealer() {
        return SecretKeyFile.sealer(home, environment);
    }

    private Path key() {
        return home.keys().resolve("secret.key");
    }

    private Path nextKey() {
        return home.keys().resolve("secret.key.next");
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
