package org.stagepost.persistence.home;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hsqldb.jdbc.JDBCDataSource;
import org.stagepost.credential.Secret;
import org.stagepost.model.HomeFolder;

/** How this house uses HSQLDB: addresses, pools, and silence. */
final class Hsqldb {
    /** As the server calls the database. */
    static final String NAME = "stagepost";

    private static final int PASSWORD_BYTES = 16;
    /** Kept, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger ENGINE = Logger.getLogger("hsqldb.db");

    static {
        // Read once, when HSQLDB's first class is loaded: without it HSQLDB resets the JVM's logging.
        System.setProperty("hsqldb.reconfig_logging", "false");
        ENGINE.setLevel(Level.OFF);
    }

    private Hsqldb() {}

    static Path files(HomeFolder home) {
        return home.store().resolve(NAME);
    }

    /**
     * write_delay=false: the default loses the last half second of commits. tx=mvcc: the default locks whole tables.
     * lock_file=false: HSQLDB's own takes ten seconds to say that somebody else is there; {@link HomeLock} says it first.
     * script_format=3: compressed, and so with a checksum. full_log_replay=true: the default ignores the rest of a log
     * from its first fault on. log_size=0: {@link LogKeeper} tells when the log begins anew.
     */
    static String fileUrl(HomeFolder home) {
        return "jdbc:hsqldb:file:" + files(home) + ";hsqldb.tx=mvcc;hsqldb.write_delay=false;hsqldb.lock_file=false"
                + ";hsqldb.script_format=3;hsqldb.full_log_replay=true;hsqldb.log_size=0";
    }

    static Connection connect(StoreLogin login) throws SQLException {
        return source(login).getConnection();
    }

    /**
     * Connects once before the pool is made: a pool that cannot connect says so at length in the log.
     *
     * @param patience how long somebody waits for a connection before that fails
     */
    static HikariDataSource pool(StoreLogin login, int size, Duration patience) throws SQLException {
        connect(login).close();
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setDataSource(source(login));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience.toMillis());
        return new HikariDataSource(config);
    }

    private static JDBCDataSource source(StoreLogin login) {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl(login.url());
        source.setUser(login.user());
        source.setPassword(login.password().reveal());
        return source;
    }

    /** Hexadecimal, so that it can stand in an SQL statement. */
    static Secret newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
