package org.stagepost.persistence.home;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.stagepost.credential.PrivateFile;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** The database files of a home, open in this process; whoever opens them holds the {@link HomeLock}. */
final class OwnedDatabase implements OpenParts.Part {
    /** Not HSQLDB's {@code SA}: the first login creates the administrator, and this one never has an empty password. */
    private static final String USER = "OWNER";

    static final String PASSWORD_FILE = "owner.password";

    private static final int CONNECTIONS = 10;
    /** All of them may be at work. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LONGEST_LOG_BYTES = 50L << 20;

    private final StoreFiles files;
    private final StoreLogin login;
    private final HikariDataSource pool;
    private final LogKeeper keeper;

    private OwnedDatabase(StoreFiles files, StoreLogin login, HikariDataSource pool) {
        this.files = files;
        this.login = login;
        this.pool = pool;
        this.keeper = LogKeeper.start(files.logSums(), pool, LONGEST_LOG_BYTES);
    }

    /** Opens the files, and creates them on first need. */
    static OwnedDatabase open(HomeFolder home) {
        StoreFiles files = new StoreFiles(home);
        files.prepare();
        Secret password = password(home);
        files.makeIfMissing(password);
        StoreLogin login = new StoreLogin(Hsqldb.fileUrl(home), USER, password);
        try {
            return new OwnedDatabase(files, login, Hsqldb.pool(login, CONNECTIONS, PATIENCE));
        } catch (SQLException e) {
            throw files.damaged(e);
        }
    }

    /** Brings the schema up to date; a store that a newer version has written is refused. */
    void migrate() {
        try {
            new Schema(pool).bringUpToDate();
        } catch (FlywayException e) {
            throw unusable("the schema of the store in " + files.folder() + " cannot be brought up to date", e);
        } catch (SQLException e) {
            throw files.damaged(e);
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    /** SHUTDOWN writes everything into one file, so that the next start has no log to replay. */
    @Override
    public void close() {
        keeper.close();
        pool.close();
        try (Connection connection = Hsqldb.connect(login);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw unusable("the store in " + files.folder() + " was not closed cleanly", e);
        }
    }

    /** Lies beside the database files: they are worthless without each other. */
    private static Secret password(HomeFolder home) {
        PrivateFile file = new PrivateFile(home.store().resolve(PASSWORD_FILE));
        if (file.read().isEmpty()) {
            refuseFilesWithoutPassword(home, file);
            file.write(Hsqldb.newPassword().reveal().getBytes(StandardCharsets.US_ASCII));
        }
        return Secret.of(new String(file.read().orElseThrow(), StandardCharsets.US_ASCII).strip());
    }

    private static void refuseFilesWithoutPassword(HomeFolder home, PrivateFile file) {
        Path script = Hsqldb.files(home).resolveSibling(Hsqldb.NAME + ".script");
        if (Files.exists(script)) {
            throw new MigrationException(
                    FailureCode.STORE_DAMAGED, "the store in " + home.store() + " has lost its file " + file.path());
        }
    }

    private static MigrationException unusable(String what, Exception cause) {
        return new MigrationException(FailureCode.HOME_UNUSABLE, what + ": " + cause.getMessage(), cause);
    }
}
