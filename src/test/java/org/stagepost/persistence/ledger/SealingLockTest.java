package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.testing.TestStores;

/** What others can do while one transaction, such as a long import, seals secrets. */
@Tag("store")
class SealingLockTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final LedgerRig rig;
    private final SecretTable table;
    private final JdbcSecretStore secrets;

    SealingLockTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        table = new SecretTable(rig.sealer);
        secrets = new JdbcSecretStore(rig.transactions, rig.sealer);
        secrets.put("first", Secret.of("one"));
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void othersSealAsWell() {
        assumeTrue(TestStores.POSTGRESQL);

        rig.transactions.run(session -> {
            table.put(session, "of the import", Secret.of("two"));

            assertThat(CompletableFuture.runAsync(() -> secrets.put("meanwhile", Secret.of("three"))))
                    .succeedsWithin(SOON);
        });

        assertThat(secrets.find("meanwhile")).isPresent();
        assertThat(secrets.find("of the import")).isPresent();
    }

    @Test
    void theKeyIsReplacedAfterwardsAndNothingIsMissed() {
        AesGcmSealer next = new AesGcmSealer(new SecretKeySpec(new byte[32], "AES"));
        AtomicReference<CompletableFuture<Integer>> rotation = new AtomicReference<>();

        rig.transactions.run(session -> {
            table.put(session, "of the import", Secret.of("two"));
            rotation.set(CompletableFuture.supplyAsync(() -> secrets.reseal(next)));
            assertThat(rotation.get()).failsWithin(Duration.ofSeconds(1));
        });

        assertThat(rotation.get()).succeedsWithin(SOON).isEqualTo(2);
        JdbcSecretStore afterwards = new JdbcSecretStore(rig.transactions, next);
        assertThat(afterwards.find("of the import").orElseThrow().reveal()).isEqualTo("two");
    }
}
