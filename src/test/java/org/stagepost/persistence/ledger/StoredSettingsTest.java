package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.MailboxNaming;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RejectedRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;
import org.stagepost.model.PassNumber;

@Tag("store")
class StoredSettingsTest {
    private final LedgerRig rig;
    private final JdbcBatchStore batches;
    private final JdbcEndpointCatalog endpoints;
    private final JdbcSecretStore secrets;

    StoredSettingsTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        batches = new JdbcBatchStore(rig.transactions);
        endpoints = new JdbcEndpointCatalog(rig.transactions, rig.sealer);
        secrets = new JdbcSecretStore(rig.transactions, rig.sealer);
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void aBatchComesBackAsItWasSavedLast() {
        MigrationBatch first = batch("wave-1", List.of());
        MigrationBatch later =
                batch("wave-1", List.of(new EmailAddress("admin@example.test"), new EmailAddress("Ünal@contoso.test")));
        MigrationBatch other = batch("a-wave", List.of());
        batches.save(first);
        assertThat(batches.find(BATCH)).contains(first);
        batches.save(other);
        batches.save(later);

        assertThat(batches.find(BATCH)).contains(later);
        assertThat(batches.list()).containsExactly(other, later);
        assertThat(batches.find(new BatchName("none"))).isEmpty();
    }

    @Test
    void howFarABatchHasComeIsNotUndoneByWhoSavesItsSettings() {
        MigrationBatch batch = batch("wave-1", List.of());
        batches.save(batch);
        Instant start = Instant.parse("2026-12-01T20:00:00.123456Z");
        batches.mark(BATCH, Mark.INTERRUPTED, true);
        batches.begin(BATCH, new Life(new PassNumber(2), start, Set.of(Mark.COMPLETING), ""));
        batches.mark(BATCH, Mark.DRAINING, true);
        assertThat(life()).isEqualTo(new Life(new PassNumber(2), start, Set.of(Mark.COMPLETING, Mark.DRAINING), ""));
        batches.ended(BATCH, "done");
        batches.save(batch);

        assertThat(life()).isEqualTo(new Life(new PassNumber(2), start, Set.of(Mark.COMPLETING), "done"));
    }

    @Test
    void aBatchWhoseRemovalHasBegunDoesNotRun() {
        batches.save(batch("wave-1", List.of()));
        batches.mark(BATCH, Mark.REMOVING, true);

        assertThatThrownBy(() -> batches.begin(BATCH, Life.NEW.started(PassNumber.INITIAL, false, Instant.EPOCH)))
                .hasMessageContaining("is being removed");
        assertThat(life().startTime()).isNull();
    }

    @Test
    void aRowThatCannotBeReadHidesNoOtherBatch() {
        batches.save(batch("wave-1", List.of()));
        batches.save(batch("a-wave", List.of()));
        rig.sql("UPDATE MIGRATION_BATCH SET MIGRATION_TYPE = 'TELEPATHY' WHERE BATCH_NAME = 'wave-1'");

        assertThat(batches.list()).extracting(batch -> batch.name().value()).containsExactly("a-wave", "wave-1");
        assertThat(life().is(Mark.UNREADABLE)).isTrue();
        assertThat(life().outcome()).contains("TELEPATHY", "MIGRATION_TYPE");
    }

    private Life life() {
        return batches.find(BATCH).orElseThrow().life();
    }

    @Test
    void anEndpointComesBackWithEveryProperty() {
        endpoints.save(endpoint("old-mail", "env:PW"));
        endpoints.save(endpoint("a-mail", ""));

        assertThat(endpoints.list()).extracting(Endpoint::name).containsExactly("a-mail", "old-mail");
        Endpoint found = endpoints.find("old-mail").orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(endpoint("old-mail", "env:PW"));
        assertThat(endpoints.find("a-mail").orElseThrow().login().password()).hasToString("none");
    }

    @Test
    void theEndpointsLiteralPasswordIsSealedAndGoesWithTheEndpoint() {
        endpoints.save(endpoint("old-mail", "hunter2"));
        Endpoint stored = endpoints.find("old-mail").orElseThrow();
        assertThat(stored.login().password()).hasToString("store:endpoint/old-mail");
        assertThat(secret()).isEqualTo("hunter2");

        endpoints.save(stored);
        assertThat(secret()).isEqualTo("hunter2");
        endpoints.save(endpoint("old-mail", "hunter3"));
        assertThat(secret()).isEqualTo("hunter3");
        endpoints.save(endpoint("old-mail", "prompt"));
        assertThat(secret()).isEmpty();

        endpoints.save(endpoint("old-mail", "hunter4"));
        assertThat(endpoints.remove("old-mail")).isTrue();
        assertThat(secret()).isEmpty();
        assertThat(endpoints.remove("old-mail")).isFalse();
        assertThat(endpoints.find("old-mail")).isEmpty();
    }

    @Test
    void rejectedRowsComeBackWithTheirCellsAndFindings() {
        Finding finding = new Finding(
                Finding.Severity.ROW, "users.csv", 12, "EmailAddress", "not an SMTP address", "write \"name@domain\"");
        RejectedRow row = new RejectedRow(
                12,
                "ann at example",
                List.of("ann at example", "", "\"Ü\",\n;"),
                SecretReference.parse("env:ANN"),
                SecretReference.none(),
                List.of(finding, finding));
        RejectedRow empty =
                new RejectedRow(3, "", List.of(), SecretReference.none(), SecretReference.none(), List.of());
        rig.ledger.replaceRejected(BATCH, List.of(row, empty));
        rig.ledger.replaceRejected(new BatchName("wave-2"), List.of());

        assertThat(rig.ledger.rejected(BATCH)).usingRecursiveComparison().isEqualTo(List.of(row, empty));
        rig.ledger.replaceRejected(BATCH, List.of());
        assertThat(rig.ledger.rejected(BATCH)).isEmpty();
    }

    @Test
    void aDirectoryChangeIsThereBeforeItIsConfirmed() {
        JdbcChangeJournal journal = new JdbcChangeJournal(rig.transactions, BATCH, rig.clock);
        long first = journal.intend(change(Action.CONVERT));
        long second = journal.intend(change(Action.FORWARD));
        assertThat(changes()).containsExactly("wave-1 convert null", "wave-1 forward null");

        journal.confirm(second);

        assertThat(changes()).containsExactly("wave-1 convert null", "wave-1 forward 2026-12-01T20:02:00Z");
        assertThat(second).isGreaterThan(first);
    }

    private List<String> changes() {
        return rig.transactions.call(session -> session.sql("SELECT * FROM DIRECTORY_CHANGE ORDER BY CHANGE_ID")
                .query((row, number) -> row.getString("BATCH_NAME") + " " + row.getString("CHANGE_ACTION") + " "
                        + Columns.timeOrNull(row, "CONFIRMED"))
                .list());
    }

    private String secret() {
        return secrets.find("endpoint/old-mail").map(found -> found.reveal()).orElse("");
    }

    private static DirectoryChange change(Action action) {
        return new DirectoryChange(
                new EmailAddress("ann@example.test"),
                "new-directory",
                "cn=Ann",
                action,
                "mail: a\n",
                "mail: b\n",
                false);
    }

    private static MigrationBatch batch(String name, List<EmailAddress> notified) {
        return new MigrationBatch(
                new BatchName(name),
                MigrationType.STAGED,
                Path.of("/srv/Jobs of Ünal/wave.yml"),
                "old-mail",
                "imap://old.example.test:993",
                "new-mail",
                notified,
                "root",
                Instant.parse("2026-11-30T08:00:00Z"),
                Life.NEW);
    }

    private static Endpoint endpoint(String name, String password) {
        return new Endpoint(
                name,
                EndpointKind.IMAP,
                "dovecot",
                "mail.example.test",
                636,
                new Protection(Security.NONE, true, "/etc/ca.pem", "ab".repeat(32), true, "/etc/me.pem", "/etc/me.key"),
                Optional.of(
                        new Proxy(Proxy.Kind.SOCKS, "proxy", 1080, "anyone", SecretReference.parse(password + "-p"))),
                Compression.NEVER,
                new Login(
                        LoginAs.ADMIN,
                        LoginStyle.AUTHZID,
                        Mechanism.SCRAM_SHA_256,
                        "cn=admin",
                        SecretReference.parse(password),
                        "%",
                        MailboxNaming.LOCAL_PART,
                        Optional.of(grant(password))),
                "dc=example,dc=test",
                new DirectorySchema(
                        DirectorySchema.Style.GENERIC,
                        "mail",
                        "mailAlternateAddress",
                        "maildrop",
                        "{address}",
                        "deliveryMode=both",
                        "mailKind",
                        Map.of("mailUser", "outside", "userMailbox", "here"),
                        "entryUUID"),
                "stagepost@example.test",
                List.of("Junk/*", "#Trash#"),
                Set.of(ImapQuirk.FLAGGED_AFTER_APPEND),
                new EndpointLimits(
                        7,
                        3,
                        5,
                        4,
                        1000,
                        2000,
                        3000,
                        List.of(QuietHours.parse("Mon-Fri 08:00-18:00 Europe/Berlin")
                                .orElseThrow())));
    }

    private static TokenGrant grant(String password) {
        return new TokenGrant(
                TokenGrant.Kind.CLIENT_CREDENTIALS,
                "https://login.example.test/token",
                "https://login.example.test/device",
                "client",
                SecretReference.parse(password + "-s"),
                "/etc/app.pem",
                SecretReference.parse(password + "-k"),
                "https://mail.example.test/.default",
                SecretReference.parse(password + "-r"));
    }
}
