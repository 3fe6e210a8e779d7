package org.stagepost.persistence.ledger;

import static org.stagepost.persistence.ledger.Columns.reference;
import static org.stagepost.persistence.ledger.Columns.text;
import static org.stagepost.persistence.ledger.Columns.word;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.endpoint.Compression;
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
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Reads what {@link EndpointRow} writes. */
final class StoredEndpoint {
    private StoredEndpoint() {}

    /** @throws MigrationException STORE_DAMAGED when a column holds what nobody wrote */
    static Endpoint read(ResultSet row) throws SQLException {
        return new Endpoint(
                text(row, "ENDPOINT_NAME"),
                word(row, "ENDPOINT_KIND", EndpointKind.class),
                text(row, "PRESET_NAME"),
                text(row, "HOST_NAME"),
                row.getInt("PORT_NUMBER"),
                protection(row),
                proxy(row),
                word(row, "COMPRESSION", Compression.class),
                login(row),
                text(row, "BASE_DN"),
                SchemaColumn.read(text(row, "DIRECTORY_SCHEMA")),
                text(row, "MAIL_FROM"),
                lines(row, "EXCLUDED_FOLDERS"),
                quirks(row),
                limits(row));
    }

    private static Protection protection(ResultSet row) throws SQLException {
        return new Protection(
                word(row, "CONNECTION_SECURITY", Security.class),
                row.getBoolean("ALLOW_PLAINTEXT"),
                text(row, "CA_FILE"),
                text(row, "CERTIFICATE_PIN"),
                row.getBoolean("LEGACY_TLS"),
                text(row, "CLIENT_CERTIFICATE"),
                text(row, "CLIENT_KEY"));
    }

    private static Optional<Proxy> proxy(ResultSet row) throws SQLException {
        if (text(row, "PROXY_KIND").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Proxy(
                word(row, "PROXY_KIND", Proxy.Kind.class),
                text(row, "PROXY_HOST"),
                row.getInt("PROXY_PORT"),
                text(row, "PROXY_USER"),
                reference(row, "PROXY_PASSWORD")));
    }

    private static Login login(ResultSet row) throws SQLException {
        return new Login(
                word(row, "LOGIN_AS", LoginAs.class),
                word(row, "LOGIN_STYLE", LoginStyle.class),
                word(row, "MECHANISM", Mechanism.class),
                text(row, "LOGIN_USER"),
                reference(row, "PASSWORD_REFERENCE"),
                text(row, "MASTER_SEPARATOR"),
                word(row, "MAILBOX_NAMING", MailboxNaming.class),
                grant(row));
    }

    private static Optional<TokenGrant> grant(ResultSet row) throws SQLException {
        if (text(row, "TOKEN_GRANT").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TokenGrant(
                word(row, "TOKEN_GRANT", TokenGrant.Kind.class),
                text(row, "TOKEN_URL"),
                text(row, "DEVICE_URL"),
                text(row, "CLIENT_ID"),
                reference(row, "CLIENT_SECRET"),
                text(row, "GRANT_CERTIFICATE"),
                reference(row, "GRANT_KEY"),
                text(row, "TOKEN_SCOPE"),
                reference(row, "REFRESH_TOKEN")));
    }

    private static Set<ImapQuirk> quirks(ResultSet row) throws SQLException {
        Set<ImapQuirk> quirks = new HashSet<>();
        for (String name : lines(row, "QUIRKS")) {
            try {
                quirks.add(ImapQuirk.valueOf(name));
            } catch (IllegalArgumentException e) {
                throw damaged("QUIRKS");
            }
        }
        return quirks;
    }

    private static EndpointLimits limits(ResultSet row) throws SQLException {
        List<QuietHours> quietHours = new ArrayList<>();
        for (String line : lines(row, "QUIET_HOURS")) {
            quietHours.add(QuietHours.parse(line).orElseThrow(() -> damaged("QUIET_HOURS")));
        }
        return new EndpointLimits(
                row.getInt("MAX_MIGRATIONS"),
                row.getInt("MAX_INCREMENTAL_SYNCS"),
                row.getInt("MAX_CONNECTIONS"),
                row.getInt("MESSAGES_PER_SECOND"),
                row.getLong("BYTES_PER_SECOND"),
                row.getLong("BYTES_DOWN_PER_DAY"),
                row.getLong("BYTES_UP_PER_DAY"),
                quietHours);
    }

    private static List<String> lines(ResultSet row, String column) throws SQLException {
        return text(row, column).lines().toList();
    }

    private static MigrationException damaged(String column) {
        return new MigrationException(
                FailureCode.STORE_DAMAGED, "the store is damaged: column " + column + " of an endpoint cannot be read");
    }
}
