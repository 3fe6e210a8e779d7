package org.stagepost.persistence.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;
import org.stagepost.credential.Secret;
import org.stagepost.migration.StoreSettings;

/** How this house connects to PostgreSQL: verified, bounded in time, and the same whatever the address leaves open. */
final class PostgresLogin {
    private static final int CONNECT_SECONDS = 5;
    /** With certificates and login. */
    private static final int LOGIN_SECONDS = 8;

    private static final int STATEMENT_SECONDS = 60;
    /** A migration of the schema rewrites tables. */
    private static final int MIGRATION_SECONDS = 1800;
    /** So much longer waits the client than the server works. */
    private static final int GRACE_SECONDS = 15;

    /** A transaction that its process leaves alone for so long is ended, and what it locked is free. */
    private static final int IDLE_SECONDS = 120;
    /** Of workers, whose leases a manager has to get at: see {@link org.stagepost.migration.HeldLease}. */
    private static final int WORKERS_IDLE_SECONDS = 10;

    private final StoreSettings settings;
    private final Secret password;
    private final int idleSeconds;

    PostgresLogin(StoreSettings settings, Secret password) {
        this(settings, password, IDLE_SECONDS);
    }

    private PostgresLogin(StoreSettings settings, Secret password, int idleSeconds) {
        this.settings = settings;
        this.password = password;
        this.idleSeconds = idleSeconds;
    }

    PostgresLogin ofWorker() {
        return new PostgresLogin(settings, password, WORKERS_IDLE_SECONDS);
    }

    StoreSettings settings() {
        return settings;
    }

    /** For the pool: statements of seconds. */
    PGSimpleDataSource source() {
        return source(STATEMENT_SECONDS, STATEMENT_SECONDS + GRACE_SECONDS);
    }

    PGSimpleDataSource forMigrations() {
        return source(MIGRATION_SECONDS, MIGRATION_SECONDS + GRACE_SECONDS);
    }

    /** @param answerSeconds after which a server that does not answer is given up */
    Connection connect(int answerSeconds) throws SQLException {
        return source(answerSeconds, answerSeconds).getConnection();
    }

    private PGSimpleDataSource source(int statementSeconds, int answerSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(password.reveal());
        properties(statementSeconds, answerSeconds).forEach((name, value) -> {
            if (!settings.sets(name)) {
                set(source, name, value);
            }
        });
        // of two settings of one name the server takes the last: those of the address
        String own = source.getOptions();
        source.setOptions(options(statementSeconds) + (own == null ? "" : " " + own));
        return source;
    }

    private Map<String, String> properties(int statementSeconds, int answerSeconds) {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "connectTimeout", String.valueOf(CONNECT_SECONDS),
                "loginTimeout", String.valueOf(LOGIN_SECONDS),
                "socketTimeout", String.valueOf(answerSeconds),
                "tcpKeepAlive", "true",
                "ApplicationName", "stagepost",
                "targetServerType", "primary",
                "reWriteBatchedInserts", "true",
                // the columns' names are written in capitals here, and PostgreSQL has them in small letters
                "quoteReturningIdentifiers", "false"));
        secure(properties);
        return properties;
    }

    /** A lock ends, and a session that nobody uses any more, also when the client's machine is gone. */
    private String options(int statementSeconds) {
        return "-c statement_timeout=" + statementSeconds + "s -c lock_timeout=30s"
                + " -c idle_in_transaction_session_timeout=" + idleSeconds + "s"
                + " -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";
    }

    private void secure(Map<String, String> properties) {
        if (!settings.isLocal()) {
            properties.put("sslmode", "verify-full");
        }
        if (!settings.caFile().isEmpty()) {
            properties.put("sslrootcert", settings.caFile());
        } else if (!settings.sets("sslrootcert") && verifies()) {
            // the driver's own way looks for certificates in ~/.postgresql only
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    /** Other modes take any certificate, also where the driver finds that the server offers TLS. */
    private boolean verifies() {
        return settings.sets("sslmode") ? settings.url().contains("sslmode=verify-") : !settings.isLocal();
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalStateException(name, e); // the driver knows all of these
        }
    }
}
