package org.stagepost.persistence.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretSealer;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.UserId;
import org.stagepost.persistence.Store;
import org.stagepost.testing.TestStores;

/** A store in a folder, with everything that tests of the ledgers need around it. */
final class LedgerRig implements AutoCloseable {
    static final BatchName BATCH = new BatchName("wave-1");

    final Store store;
    final Transactions transactions;
    final SecretSealer sealer;
    final SteppingClock clock = new SteppingClock();
    final JdbcUserLedger ledger;

    LedgerRig(Path folder) {
        store = TestStores.open(new HomeFolder(folder));
        transactions = new Transactions(store);
        sealer = new AesGcmSealer(key());
        ledger = new JdbcUserLedger(transactions, sealer, clock);
    }

    /** With which the rig seals. */
    static SecretKey key() {
        byte[] key = new byte[32];
        new Random(7).nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    /** {@code {ann=SYNCED, bob=FAILED}}. */
    static String show(UserLedger ledger, BatchName batch) {
        return ledger.users(batch).stream()
                .map(user -> user.row().address().localPart() + "=" + user.status())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** As somebody's hand would do it. */
    void sql(String update) {
        JdbcClient.create(store.dataSource()).sql(update).update();
    }

    String show() {
        return show(ledger, BATCH);
    }

    /** Rows on lines 2, 3, 4 … */
    void importUsers(String... names) {
        List<UserRow> rows = IntStream.range(0, names.length)
                .mapToObj(index -> row(index + 2, names[index], "", ""))
                .toList();
        ledger.importRows(BATCH, rows);
    }

    UserId id(String name) {
        return ledger.find(BATCH, address(name)).orElseThrow().id();
    }

    static UserRow row(int line, String name, String password, String targetPassword) {
        return new UserRow(
                line,
                address(name),
                name,
                SecretReference.parse(password),
                false,
                "",
                "",
                SecretReference.parse(targetPassword));
    }

    static EmailAddress address(String name) {
        return new EmailAddress(name + "@example.test");
    }

    @Override
    public void close() {
        store.close();
    }

    /** A clock that is a minute later each time it is read. */
    static final class SteppingClock extends Clock {
        private Instant next = Instant.parse("2026-12-01T20:00:00Z");

        @Override
        public Instant instant() {
            Instant now = next;
            next = next.plus(Duration.ofMinutes(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
