package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSealer;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

@Tag("store")
class JdbcSecretStoreTest {
    private final LedgerRig rig;
    private final JdbcSecretStore secrets;

    JdbcSecretStoreTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        secrets = new JdbcSecretStore(rig.transactions, rig.sealer);
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void keepsReplacesAndForgets() {
        assertThat(secrets.find("old-admin")).isEmpty();
        secrets.put("old-admin", Secret.of("first"));
        secrets.put("old-admin", Secret.of("second"));
        secrets.put("new-admin", Secret.of("third"));

        assertThat(secrets.find("old-admin").orElseThrow().reveal()).isEqualTo("second");
        secrets.remove("old-admin");
        secrets.remove("old-admin");
        assertThat(secrets.find("old-admin")).isEmpty();
        assertThat(secrets.find("new-admin").orElseThrow().reveal()).isEqualTo("third");
    }

    @Test
    void whoOnlyOpensIsToldEarlyThatItsKeyIsAnother() {
        JdbcSecretStore worker =
                new JdbcSecretStore(rig.transactions, new AesGcmSealer(new SecretKeySpec(new byte[32], "AES")));
        worker.requireKey(); // nothing was sealed yet

        secrets.put("old-admin", Secret.of("first"));

        secrets.requireKey();
        assertThatThrownBy(worker::requireKey).isInstanceOfSatisfying(MigrationException.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.SECRET_MISSING);
            assertThat(failure.detail())
                    .contains("copy keys/secret.key of the manager's home folder")
                    .doesNotContain("--lost");
        });
    }

    @Test
    void aSealedValueIsWorthlessUnderAnotherName() {
        secrets.put("mine", Secret.of("one"));
        secrets.put("yours", Secret.of("two"));
        rig.transactions.run(session -> session.sql("UPDATE STORED_SECRET SET SEALED ="
                        + " (SELECT SEALED FROM STORED_SECRET WHERE SECRET_NAME = 'mine') WHERE SECRET_NAME = 'yours'")
                .update());

        assertThatThrownBy(() -> secrets.find("yours"))
                .isInstanceOf(MigrationException.class)
                .extracting("code")
                .isEqualTo(FailureCode.SECRET_MISSING);
    }

    @Test
    void allAreSealedAnewOrNone() {
        AesGcmSealer next = new AesGcmSealer(new SecretKeySpec(new byte[32], "AES"));
        secrets.put("one", Secret.of("first"));
        secrets.put("two", Secret.of("second"));
        JdbcSecretStore afterwards = new JdbcSecretStore(rig.transactions, next);

        assertThatThrownBy(() -> secrets.reseal(failingAfter(1, next))).isInstanceOf(IllegalStateException.class);
        assertThat(secrets.find("one").orElseThrow().reveal()).isEqualTo("first");
        assertThat(secrets.find("two").orElseThrow().reveal()).isEqualTo("second");

        assertThat(secrets.reseal(next)).isEqualTo(2);
        assertThat(afterwards.find("one").orElseThrow().reveal()).isEqualTo("first");
        assertThat(afterwards.find("two").orElseThrow().reveal()).isEqualTo("second");
        assertThatThrownBy(() -> secrets.find("one")).isInstanceOf(MigrationException.class);
    }

    @Test
    void whoStillHasTheOldKeyIsRefused() {
        AesGcmSealer next = new AesGcmSealer(new SecretKeySpec(new byte[32], "AES"));
        secrets.put("one", Secret.of("first"));
        secrets.reseal(next);

        assertThatThrownBy(() -> secrets.put("two", Secret.of("late")))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING))
                .hasMessageContaining(
                        "nothing was stored: the key " + rig.sealer.keyId() + " of this process was replaced");
        JdbcSecretStore afterwards = new JdbcSecretStore(rig.transactions, next);
        assertThat(afterwards.find("two")).isEmpty();
        afterwards.put("two", Secret.of("second"));
        assertThat(afterwards.find("two").orElseThrow().reveal()).isEqualTo("second");
    }

    @Test
    void whoKnowsTheNextKeyAsWellSealsWithTheOneThatCountsNow() {
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        AesGcmSealer next = new AesGcmSealer(key);
        AesGcmSealer before = new AesGcmSealer(
                new SecretKeySpec(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, "AES"),
                List.of(key));
        JdbcSecretStore between = new JdbcSecretStore(rig.transactions, before);
        between.put("one", Secret.of("first"));
        between.reseal(next);

        between.put("two", Secret.of("second"));

        JdbcSecretStore afterwards = new JdbcSecretStore(rig.transactions, next);
        assertThat(afterwards.find("one").orElseThrow().reveal()).isEqualTo("first");
        assertThat(afterwards.find("two").orElseThrow().reveal()).isEqualTo("second");
    }

    @Test
    void whateverIsStoredWhileTheKeyIsReplacedCanBeReadOrWasRefused() {
        AesGcmSealer next = new AesGcmSealer(new SecretKeySpec(new byte[32], "AES"));
        Set<String> stored = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 40).parallel().forEach(number -> {
            if (number == 17) {
                secrets.reseal(next);
                return;
            }
            try {
                secrets.put("name " + number, Secret.of("same"));
                stored.add("name " + number);
            } catch (MigrationException e) {
                assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING);
            }
        });

        JdbcSecretStore afterwards = new JdbcSecretStore(rig.transactions, next);
        assertThat(stored)
                .allSatisfy(name ->
                        assertThat(afterwards.find(name).orElseThrow().reveal()).isEqualTo("same"));
    }

    private static SecretSealer failingAfter(int secrets, SecretSealer sealer) {
        AtomicInteger left = new AtomicInteger(secrets);
        return new SecretSealer() {
            @Override
            public String seal(Secret secret, String place) {
                if (left.getAndDecrement() == 0) {
                    throw new IllegalStateException("killed");
                }
                return sealer.seal(secret, place);
            }

            @Override
            public String keyId() {
                return sealer.keyId();
            }

            @Override
            public Optional<SecretSealer> with(String keyId) {
                return sealer.with(keyId);
            }

            @Override
            public Secret open(String sealed, String place) {
                return sealer.open(sealed, place);
            }
        };
    }

    @Test
    void manyMayPutTheSameNewNameAtOnce() {
        for (int round = 0; round < 20; round++) {
            String name = "name " + round;
            IntStream.range(0, 8).parallel().forEach(ignored -> secrets.put(name, Secret.of("same")));

            assertThat(secrets.find(name).orElseThrow().reveal()).isEqualTo("same");
        }
    }
}
