package org.stagepost.persistence.ledger;

import static org.stagepost.persistence.ledger.Columns.text;
import static org.stagepost.persistence.ledger.Columns.word;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.credential.SecretSealer;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.MailboxNaming;
import org.stagepost.endpoint.Security;

/** Endpoints in the store; a literal password is sealed as the secret {@code endpoint/NAME}. */
public final class JdbcEndpointCatalog implements EndpointCatalog {
    private static final String INSERT = """
            INSERT INTO MIGRATION_ENDPOINT (ENDPOINT_NAME, ENDPOINT_KIND, HOST_NAME, PORT_NUMBER, CONNECTION_SECURITY,
                ALLOW_PLAINTEXT, CA_FILE, COMPRESSION, LOGIN_AS, LOGIN_STYLE, LOGIN_USER, PASSWORD_REFERENCE, MASTER_SEPARATOR,
                MAILBOX_NAMING, BASE_DN, MAIL_FROM, MAX_MIGRATIONS, MAX_INCREMENTAL_SYNCS)
            VALUES (:name, :kind, :host, :port, :security, :allowPlaintext, :caFile, :compression, :loginAs, :loginStyle, :loginUser,
                :password, :separator, :mailboxNaming, :baseDn, :mailFrom, :maxMigrations, :maxIncrementalSyncs)
            """;

    private final Transactions transactions;
    private final SecretTable secrets;

    public JdbcEndpointCatalog(Transactions transactions, SecretSealer sealer) {
        this.transactions = transactions;
        this.secrets = new SecretTable(sealer);
    }

    @Override
    public Optional<Endpoint> find(String name) {
        return transactions.call(session -> session.sql("SELECT * FROM MIGRATION_ENDPOINT WHERE ENDPOINT_NAME = :name")
                .param("name", name)
                .query((row, number) -> endpoint(row))
                .optional());
    }

    @Override
    public List<Endpoint> list() {
        return transactions.call(session -> session.sql("SELECT * FROM MIGRATION_ENDPOINT ORDER BY ENDPOINT_NAME")
                .query((row, number) -> endpoint(row))
                .list());
    }

    @Override
    public void save(Endpoint endpoint) {
        transactions.run(session -> {
            SecretReference password = keepPassword(session, endpoint);
            delete(session, endpoint.name());
            session.sql(INSERT).paramSource(parameters(endpoint, password)).update();
        });
    }

    @Override
    public boolean remove(String name) {
        return transactions.call(session -> {
            secrets.remove(session, secretName(name));
            return delete(session, name) > 0;
        });
    }

    private static int delete(Session session, String name) {
        return session.sql("DELETE FROM MIGRATION_ENDPOINT WHERE ENDPOINT_NAME = :name")
                .param("name", name)
                .update();
    }

    private SecretReference keepPassword(Session session, Endpoint endpoint) {
        SecretReference given = endpoint.login().password();
        String own = secretName(endpoint.name());
        if (given.scheme() == Scheme.LITERAL) {
            secrets.put(session, own, given.literal());
            return SecretReference.parse("store:" + own);
        }
        if (!given.toString().equals("store:" + own)) {
            secrets.remove(session, own);
        }
        return given;
    }

    private static String secretName(String endpoint) {
        return "endpoint/" + endpoint;
    }

    private static MapSqlParameterSource parameters(Endpoint endpoint, SecretReference password) {
        Login login = endpoint.login();
        return new MapSqlParameterSource("name", endpoint.name())
                .addValue("kind", endpoint.kind().name())
                .addValue("host", endpoint.host())
                .addValue("port", endpoint.port())
                .addValue("security", endpoint.security().name())
                .addValue("allowPlaintext", endpoint.allowPlaintext())
                .addValue("caFile", endpoint.caFile())
                .addValue("compression", endpoint.compression().name())
                .addValue("loginAs", login.as().name())
                .addValue("loginStyle", login.style().name())
                .addValue("loginUser", login.user())
                .addValue("password", Columns.reference(password))
                .addValue("separator", login.separator())
                .addValue("mailboxNaming", login.mailboxNaming().name())
                .addValue("baseDn", endpoint.baseDn())
                .addValue("mailFrom", endpoint.from())
                .addValue("maxMigrations", endpoint.maxConcurrentMigrations())
                .addValue("maxIncrementalSyncs", endpoint.maxConcurrentIncrementalSyncs());
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        return new Endpoint(
                text(row, "ENDPOINT_NAME"),
                word(row, "ENDPOINT_KIND", EndpointKind.class),
                text(row, "HOST_NAME"),
                row.getInt("PORT_NUMBER"),
                word(row, "CONNECTION_SECURITY", Security.class),
                row.getBoolean("ALLOW_PLAINTEXT"),
                text(row, "CA_FILE"),
                word(row, "COMPRESSION", Compression.class),
                login(row),
                text(row, "BASE_DN"),
                text(row, "MAIL_FROM"),
                row.getInt("MAX_MIGRATIONS"),
                row.getInt("MAX_INCREMENTAL_SYNCS"));
    }

    private static Login login(ResultSet row) throws SQLException {
        return new Login(
                word(row, "LOGIN_AS", LoginAs.class),
                word(row, "LOGIN_STYLE", LoginStyle.class),
                text(row, "LOGIN_USER"),
                Columns.reference(row, "PASSWORD_REFERENCE"),
                text(row, "MASTER_SEPARATOR"),
                word(row, "MAILBOX_NAMING", MailboxNaming.class));
    }
}
