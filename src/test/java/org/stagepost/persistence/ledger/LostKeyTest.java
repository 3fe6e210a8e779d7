package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A store whose secrets were sealed with another key than the one that is there now. */
@Tag("store")
class LostKeyTest {
    private static final String ENDPOINT = "endpoint/old-mail";
    private static final String ROW = "wave-1/ann@example.test/Password";

    private final LedgerRig rig;
    private final JdbcSecretStore secrets;
    private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
    private final AesGcmSealer another = new AesGcmSealer(key);
    private final JdbcSecretStore anew;

    LostKeyTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        secrets = new JdbcSecretStore(rig.transactions, rig.sealer);
        anew = new JdbcSecretStore(rig.transactions, another);
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void saysWhoseSecretCannotBeReadAndNamesNoColumn() {
        secrets.put(ENDPOINT, Secret.of("first"));
        secrets.put(ROW, Secret.of("second"));

        refused(
                () -> anew.find(ENDPOINT),
                "the password of endpoint 'old-mail' cannot be read: it was sealed with key ");
        refused(() -> anew.find(ROW), "the Password of ann@example.test in batch 'wave-1' cannot be read");
    }

    @Test
    void nothingIsSealedWithAKeyThatNeverWasTheStores() {
        secrets.put(ENDPOINT, Secret.of("first"));

        refused(
                () -> anew.put(ROW, Secret.of("second")),
                "nothing was stored: this store's secrets are sealed with key ");

        assertThat(secrets.find(ROW)).isEmpty();
    }

    @Test
    void aStoreOfAnOlderVersionKnowsItsKeyByWhatItSealed() {
        secrets.put(ENDPOINT, Secret.of("first"));
        rig.sql("DELETE FROM STORED_SECRET WHERE SECRET_NAME = '/keys'");

        refused(() -> anew.put(ROW, Secret.of("second")), "sealed with key " + rig.sealer.keyId());

        secrets.put(ROW, Secret.of("second"));
        assertThat(secrets.find(ROW)).isPresent();
    }

    @Test
    void theFirstRotationOfAnOlderStoreRemembersTheKeyThatItReplaces() {
        secrets.put(ENDPOINT, Secret.of("first"));
        rig.sql("DELETE FROM STORED_SECRET WHERE SECRET_NAME = '/keys'");
        SecretKey old = LedgerRig.key();
        JdbcSecretStore fromEnvironment = new JdbcSecretStore(rig.transactions, new AesGcmSealer(key, List.of(old)));

        assertThat(fromEnvironment.reseal(another)).isEqualTo(1);

        refused(() -> secrets.put(ROW, Secret.of("late")), "this process was replaced by " + another.keyId());
    }

    @Test
    void forgetsWhatNobodyCanReadAndTakesItAnew() {
        secrets.put(ENDPOINT, Secret.of("first"));
        secrets.put(ROW, Secret.of("second"));
        AesGcmSealer next = new AesGcmSealer(new SecretKeySpec(new byte[16], "AES"));

        assertThat(anew.resealOrForget(next))
                .containsExactly(
                        "the password of endpoint 'old-mail'", "the Password of ann@example.test in batch 'wave-1'");

        JdbcSecretStore afterwards = new JdbcSecretStore(rig.transactions, next);
        assertThat(afterwards.find(ENDPOINT)).isEmpty();
        afterwards.put(ENDPOINT, Secret.of("set anew"));
        assertThat(afterwards.find(ENDPOINT).orElseThrow().reveal()).isEqualTo("set anew");
        refused(() -> secrets.put(ROW, Secret.of("late")), "was replaced by " + next.keyId());
    }

    @Test
    void keepsWhatCanBeReadWhenItForgetsTheRest() {
        secrets.put(ENDPOINT, Secret.of("first"));
        secrets.put(ROW, Secret.of("second"));
        rig.sql("UPDATE STORED_SECRET SET SEALED = 'damaged' WHERE SECRET_NAME = '" + ROW + "'");

        assertThat(secrets.resealOrForget(another))
                .containsExactly("the Password of ann@example.test in batch 'wave-1'");

        assertThat(anew.find(ENDPOINT).orElseThrow().reveal()).isEqualTo("first");
    }

    @Test
    void aStoreWithoutSecretsTakesAnyKey() {
        secrets.put(ENDPOINT, Secret.of("first"));
        secrets.remove(ENDPOINT);

        anew.put(ENDPOINT, Secret.of("second"));

        assertThat(anew.find(ENDPOINT).orElseThrow().reveal()).isEqualTo("second");
    }

    @Test
    void tellsWhatIsSealedWithoutAKey() {
        SealedSecrets sealed = new SealedSecrets(rig.transactions);
        assertThat(sealed.words()).isEqualTo(Optional.empty());
        for (String name : List.of(ROW, "wave-1/line 7/TargetPassword", ENDPOINT, "endpoint/old-mail/key", "other")) {
            secrets.put(name, Secret.of("same"));
        }

        assertThat(sealed.words())
                .hasValue("the password of endpoint 'old-mail', the key of endpoint 'old-mail', the secret 'other'"
                        + " and 2 others");
    }

    private static void refused(ThrowingCallable attempt, String words) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING))
                .hasMessageContaining(words)
                .hasMessageNotContaining("STORED_SECRET")
                .hasMessageNotContaining("SEALED");
    }
}
