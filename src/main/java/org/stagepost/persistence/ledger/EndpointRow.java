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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
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

/** An endpoint as a row of MIGRATION_ENDPOINT. */
final class EndpointRow {
    private static final List<String> COLUMNS = List.of(
            "ENDPOINT_NAME",
            "ENDPOINT_KIND",
            "PRESET_NAME",
            "HOST_NAME",
            "PORT_NUMBER",
            "CONNECTION_SECURITY",
            "ALLOW_PLAINTEXT",
            "CA_FILE",
            "CERTIFICATE_PIN",
            "LEGACY_TLS",
            "CLIENT_CERTIFICATE",
            "CLIENT_KEY",
            "PROXY_KIND",
            "PROXY_HOST",
            "PROXY_PORT",
            "PROXY_USER",
            "PROXY_PASSWORD",
            "COMPRESSION",
            "LOGIN_AS",
            "LOGIN_STYLE",
            "MECHANISM",
            "LOGIN_USER",
            "PASSWORD_REFERENCE",
            "MASTER_SEPARATOR",
            "MAILBOX_NAMING",
            "TOKEN_GRANT",
            "TOKEN_URL",
            "DEVICE_URL",
            "CLIENT_ID",
            "CLIENT_SECRET",
            "GRANT_CERTIFICATE",
            "GRANT_KEY",
            "TOKEN_SCOPE",
            "REFRESH_TOKEN",
            "BASE_DN",
            "MAIL_FROM",
            "EXCLUDED_FOLDERS",
            "QUIRKS",
            "MAX_MIGRATIONS",
            "MAX_INCREMENTAL_SYNCS",
            "MAX_CONNECTIONS",
            "MESSAGES_PER_SECOND",
            "BYTES_PER_SECOND",
            "BYTES_DOWN_PER_DAY",
            "BYTES_UP_PER_DAY",
            "QUIET_HOURS");

    /** Each parameter has its column's name. */
    static final String INSERT = "INSERT INTO MIGRATION_ENDPOINT (" + String.join(", ", COLUMNS) + ") VALUES ("
            + COLUMNS.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";

    private EndpointRow() {}

    static MapSqlParameterSource parameters(Endpoint endpoint) {
        MapSqlParameterSource row = new MapSqlParameterSource("ENDPOINT_NAME", endpoint.name())
                .addValue("ENDPOINT_KIND", endpoint.kind().name())
                .addValue("PRESET_NAME", endpoint.preset())
                .addValue("HOST_NAME", endpoint.host())
                .addValue("PORT_NUMBER", endpoint.port())
                .addValue("COMPRESSION", endpoint.compression().name())
                .addValue("BASE_DN", endpoint.baseDn())
                .addValue("MAIL_FROM", endpoint.from())
                .addValue("EXCLUDED_FOLDERS", lines(endpoint.excludeFolders().stream()))
                .addValue(
                        "QUIRKS",
                        lines(endpoint.quirks().stream().map(Enum::name).sorted()));
        add(row, endpoint.protection());
        addProxy(row, endpoint.proxy());
        add(row, endpoint.login());
        addGrant(row, endpoint.login().oauth());
        add(row, endpoint.limits());
        return row;
    }

    private static void add(MapSqlParameterSource row, Protection protection) {
        row.addValue("CONNECTION_SECURITY", protection.security().name())
                .addValue("ALLOW_PLAINTEXT", protection.allowPlaintext())
                .addValue("CA_FILE", protection.caFile())
                .addValue("CERTIFICATE_PIN", protection.pin())
                .addValue("LEGACY_TLS", protection.legacyTls())
                .addValue("CLIENT_CERTIFICATE", protection.clientCertificate())
                .addValue("CLIENT_KEY", protection.clientKey());
    }

    private static void addProxy(MapSqlParameterSource row, Optional<Proxy> proxy) {
        row.addValue("PROXY_KIND", proxy.map(some -> some.kind().name()).orElse(""))
                .addValue("PROXY_HOST", proxy.map(Proxy::host).orElse(""))
                .addValue("PROXY_PORT", proxy.map(Proxy::port).orElse(0))
                .addValue("PROXY_USER", proxy.map(Proxy::user).orElse(""))
                .addValue(
                        "PROXY_PASSWORD",
                        proxy.map(some -> Columns.reference(some.password())).orElse(""));
    }

    private static void add(MapSqlParameterSource row, Login login) {
        row.addValue("LOGIN_AS", login.as().name())
                .addValue("LOGIN_STYLE", login.style().name())
                .addValue("MECHANISM", login.mechanism().name())
                .addValue("LOGIN_USER", login.user())
                .addValue("PASSWORD_REFERENCE", Columns.reference(login.password()))
                .addValue("MASTER_SEPARATOR", login.separator())
                .addValue("MAILBOX_NAMING", login.mailboxNaming().name());
    }

    private static void addGrant(MapSqlParameterSource row, Optional<TokenGrant> grant) {
        row.addValue("TOKEN_GRANT", grant.map(some -> some.kind().name()).orElse(""))
                .addValue("TOKEN_URL", grant.map(TokenGrant::tokenUrl).orElse(""))
                .addValue("DEVICE_URL", grant.map(TokenGrant::deviceUrl).orElse(""))
                .addValue("CLIENT_ID", grant.map(TokenGrant::clientId).orElse(""))
                .addValue(
                        "CLIENT_SECRET",
                        grant.map(some -> Columns.reference(some.clientSecret()))
                                .orElse(""))
                .addValue(
                        "GRANT_CERTIFICATE",
                        grant.map(TokenGrant::certificateFile).orElse(""))
                .addValue(
                        "GRANT_KEY",
                        grant.map(some -> Columns.reference(some.key())).orElse(""))
                .addValue("TOKEN_SCOPE", grant.map(TokenGrant::scope).orElse(""))
                .addValue(
                        "REFRESH_TOKEN",
                        grant.map(some -> Columns.reference(some.refreshToken()))
                                .orElse(""));
    }

    private static void add(MapSqlParameterSource row, EndpointLimits limits) {
        row.addValue("MAX_MIGRATIONS", limits.migrations())
                .addValue("MAX_INCREMENTAL_SYNCS", limits.incrementalSyncs())
                .addValue("MAX_CONNECTIONS", limits.connections())
                .addValue("MESSAGES_PER_SECOND", limits.messagesPerSecond())
                .addValue("BYTES_PER_SECOND", limits.bytesPerSecond())
                .addValue("BYTES_DOWN_PER_DAY", limits.bytesDownPerDay())
                .addValue("BYTES_UP_PER_DAY", limits.bytesUpPerDay())
                .addValue("QUIET_HOURS", lines(limits.quietHours().stream().map(QuietHours::toString)));
    }

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

    private static String lines(Stream<String> values) {
        return values.collect(Collectors.joining("\n"));
    }

    private static List<String> lines(ResultSet row, String column) throws SQLException {
        return text(row, column).lines().toList();
    }

    private static MigrationException damaged(String column) {
        return new MigrationException(
                FailureCode.STORE_DAMAGED, "the store is damaged: column " + column + " of an endpoint cannot be read");
    }
}
