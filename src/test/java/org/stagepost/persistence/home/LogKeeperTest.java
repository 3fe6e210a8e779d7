package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class LogKeeperTest {
    private static final long LONGEST = 10_000;

    private final Path log;
    private final HikariDataSource store;
    private final LogKeeper keeper;

    LogKeeperTest(@TempDir Path folder) throws SQLException {
        HomeFolder home = new HomeFolder(folder);
        HomeFolders.create(home);
        log = home.store().resolve("stagepost.log");
        store = Hsqldb.pool(
                new StoreLogin(Hsqldb.fileUrl(home), "OWNER", Hsqldb.newPassword()), 2, Duration.ofSeconds(2));
        keeper = LogKeeper.start(new LogSums(log), store, LONGEST);
        sql("CREATE TABLE ROWS (TEXT VARCHAR(1000))");
    }

    @AfterEach
    void shutDown() {
        keeper.close();
        sql("SHUTDOWN");
        store.close();
    }

    @Test
    void aByteThatNobodyWroteIsFound() throws Exception {
        sql("INSERT INTO ROWS VALUES ('one')");
        awaitSums();
        sql("INSERT INTO ROWS VALUES ('two')");
        awaitSums();
        new LogSums(log).verify();

        byte[] bytes = Files.readAllBytes(log);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 1;
            assertDamaged(bytes);
            bytes[at] ^= 1;
        }
    }

    @Test
    void aLogThatEndsEarlyIsAnOlderState() throws Exception {
        sql("INSERT INTO ROWS VALUES ('one')");
        awaitSums();
        byte[] bytes = Files.readAllBytes(log);

        copyOf(Arrays.copyOf(bytes, bytes.length - 1)).verify();
    }

    @Test
    void aLongLogBeginsAnewAndIsSummedUpAgain() throws Exception {
        String text = "x".repeat(900);
        for (int i = 0; i < 20; i++) {
            sql("INSERT INTO ROWS VALUES ('" + text + "')");
        }
        while (log.toFile().length() > LONGEST) {
            Thread.sleep(1);
        }
        sql("INSERT INTO ROWS VALUES ('again')");
        awaitSums();

        new LogSums(log).verify();
        byte[] bytes = Files.readAllBytes(log);
        bytes[0] ^= 1;
        assertDamaged(bytes);
    }

    private void assertDamaged(byte[] bytes) throws IOException {
        LogSums sums = copyOf(bytes);
        assertThatThrownBy(sums::verify)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("stagepost.log is damaged")
                .extracting("code")
                .isEqualTo(FailureCode.STORE_DAMAGED);
    }

    /** The sums of this log beside other bytes. */
    private LogSums copyOf(byte[] bytes) throws IOException {
        Path copy = Files.createDirectories(log.resolveSibling("copy")).resolve("stagepost.log");
        Files.write(copy, bytes);
        Files.write(copy.resolveSibling("stagepost.log.sums"), Files.readAllBytes(sums()));
        return new LogSums(copy);
    }

    private void awaitSums() throws IOException, InterruptedException {
        String end = "\n" + log.toFile().length() + " ";
        while (!Files.exists(sums()) || !("\n" + Files.readString(sums())).contains(end)) {
            Thread.sleep(1);
        }
        assertThat(sums()).isNotEmptyFile();
    }

    private Path sums() {
        return log.resolveSibling("stagepost.log.sums");
    }

    private void sql(String statement) {
        JdbcClient.create(store).sql(statement).update();
    }
}
