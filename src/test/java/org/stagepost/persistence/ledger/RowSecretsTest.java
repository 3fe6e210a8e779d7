package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;
import static org.stagepost.persistence.ledger.LedgerRig.address;
import static org.stagepost.persistence.ledger.LedgerRig.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.Store;
import org.stagepost.testing.TestStores;

@Tag("store")
class RowSecretsTest {
    private static final String CANARY = "hunter2-canary";

    private final Path folder;
    private final LedgerRig rig;
    private final JdbcUserLedger ledger;
    private final JdbcSecretStore secrets;

    RowSecretsTest(@TempDir Path folder) {
        this.folder = folder;
        rig = new LedgerRig(folder);
        ledger = rig.ledger;
        secrets = new JdbcSecretStore(rig.transactions, rig.sealer);
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void literalPasswordsMoveIntoTheSecretStore() {
        ledger.importRows(BATCH, List.of(row(2, "Ann", "old", "new"), row(3, "bob", "env:BOB", "")));

        UserRow ann = ledger.find(BATCH, address("ann")).orElseThrow().row();
        assertThat(ann.password()).hasToString("store:wave-1/ann@example.test/Password");
        assertThat(ann.targetPassword()).hasToString("store:wave-1/ann@example.test/TargetPassword");
        assertThat(stored())
                .containsExactly("wave-1/ann@example.test/Password=old", "wave-1/ann@example.test/TargetPassword=new");
    }

    @Test
    void anImportReplacesAndCleansUp() {
        ledger.importRows(BATCH, List.of(row(2, "ann", "a1", ""), row(3, "bob", "b1", ""), row(4, "cyd", "c1", "")));
        ledger.importRows(BATCH, List.of(row(2, "ann", "a2", ""), row(3, "bob", "env:BOB", ""), row(4, "cyd", "", "")));

        assertThat(stored()).containsExactly("wave-1/ann@example.test/Password=a2");
    }

    @Test
    void usersThatLeaveTakeTheirPasswordsAlong() {
        ledger.importRows(BATCH, List.of(row(2, "ann", "a", "t"), row(3, "bob", "b", "")));
        ledger.keepOnly(BATCH, Set.of(address("bob")));

        assertThat(stored()).containsExactly("wave-1/bob@example.test/Password=b");
    }

    @Test
    void rejectedRowsKeepTheirPasswordsUntilTheyAreReplaced() {
        ledger.replaceRejected(BATCH, List.of(rejected(2, "a"), rejected(3, "b")));
        ledger.importRows(BATCH, List.of(row(4, "ann", "good", "")));
        assertThat(ledger.rejected(BATCH))
                .extracting(row -> row.password().toString())
                .containsExactly("store:wave-1/line 2/Password", "store:wave-1/line 3/Password");
        ledger.replaceRejected(BATCH, List.of(rejected(3, "c")));

        assertThat(stored()).containsExactly("wave-1/ann@example.test/Password=good", "wave-1/line 3/Password=c");
    }

    /** As {@code retry.csv} does it: its cells name the secrets of the run before. */
    @Test
    void aRowMayNameThePasswordOfTheRowItWas() {
        BatchName retry = new BatchName("retry");
        ledger.importRows(BATCH, List.of(row(2, "ann", "a", "")));
        ledger.replaceRejected(BATCH, List.of(rejected(3, "b"), rejected(4, "c"), rejected(5, "d")));

        List<UserRow> corrected = List.of(
                row(2, "ann", "store:wave-1/ann@example.test/Password", ""),
                row(3, "bob", "store:wave-1/line 3/Password", ""));
        ledger.importRows(BATCH, corrected);
        ledger.importRows(retry, corrected);
        ledger.replaceRejected(
                BATCH,
                List.of(rejected(4, "store:wave-1/line 5/Password"), rejected(5, "store:wave-1/line 4/Password")));

        assertThat(stored())
                .containsExactly(
                        "retry/ann@example.test/Password=a",
                        "retry/bob@example.test/Password=b",
                        "wave-1/ann@example.test/Password=a",
                        "wave-1/bob@example.test/Password=b",
                        "wave-1/line 4/Password=d",
                        "wave-1/line 5/Password=c");
    }

    /** A retry.csv is run again and again, and names what its users had in a batch that they have left. */
    @Test
    void aCopyOutlivesTheSecretThatItIsOf() {
        BatchName retry = new BatchName("retry");
        ledger.importRows(BATCH, List.of(row(2, "ann", "a", ""), row(3, "bob", "b", "")));
        List<UserRow> again = List.of(
                row(2, "ann", "store:wave-1/ann@example.test/Password", ""),
                row(3, "bob", "store:wave-1/bob@example.test/Password", ""));
        new JdbcMembership(new Transactions(rig.store), rig.sealer).adopt(retry, BATCH, again);
        assertThat(stored()).containsExactly("retry/ann@example.test/Password=a", "retry/bob@example.test/Password=b");

        ledger.importRows(retry, again);

        assertThat(stored()).containsExactly("retry/ann@example.test/Password=a", "retry/bob@example.test/Password=b");
        assertThat(ledger.users(retry))
                .extracting(user -> user.row().password().toString())
                .containsExactly("store:retry/ann@example.test/Password", "store:retry/bob@example.test/Password");
    }

    @Test
    void theAdministratorsOwnSecretsAreLeftAlone() {
        secrets.put("old-admin", Secret.of("x"));
        ledger.importRows(BATCH, List.of(row(2, "ann", "store:old-admin", "")));
        ledger.importRows(BATCH, List.of(row(2, "ann", "literal", "")));
        ledger.keepOnly(BATCH, Set.of());

        assertThat(stored()).containsExactly("old-admin=x");
    }

    @Test
    void noPasswordStandsInAnyFileOfTheHome() throws IOException {
        ledger.importRows(BATCH, List.of(row(2, "ann", CANARY, CANARY + "-2")));
        ledger.replaceRejected(BATCH, List.of(rejected(3, CANARY)));
        secrets.put("name", Secret.of(CANARY));

        assertThat(filesWithCanary()).isEmpty();
        rig.close();
        assertThat(filesWithCanary()).isEmpty();
        try (Store reopened = TestStores.open(new HomeFolder(folder))) {
            assertThat(new JdbcSecretStore(new Transactions(reopened), rig.sealer)
                            .find("name")
                            .orElseThrow()
                            .reveal())
                    .isEqualTo(CANARY);
        }
    }

    private List<String> filesWithCanary() throws IOException {
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        List<String> forms = List.of(
                CANARY, base64.substring(0, base64.length() - 2), HexFormat.of().formatHex(bytes));
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                String folded = text.toLowerCase(Locale.ROOT);
                forms.stream()
                        .filter(form -> text.contains(form) || folded.contains(form))
                        .forEach(form -> found.add(file + ": " + form));
            }
        }
        return found;
    }

    private List<String> stored() {
        return rig
                .transactions
                .call(session -> session.sql("SELECT SECRET_NAME FROM STORED_SECRET WHERE " + SealingKeys.OTHERS
                                + " ORDER BY SECRET_NAME")
                        .query(String.class)
                        .list())
                .stream()
                .map(name -> name + "=" + secrets.find(name).orElseThrow().reveal())
                .toList();
    }

    private static RejectedRow rejected(int line, String password) {
        return new RejectedRow(line, "", List.of(), SecretReference.parse(password), SecretReference.none(), List.of());
    }
}
