package org.stagepost.persistence.ledger;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.endpoint.TokenGrant;

/** An endpoint as it is written into MIGRATION_ENDPOINT; {@link StoredEndpoint} reads it. */
final class EndpointRow {
    private EndpointRow() {}

    static void insert(Session session, Endpoint endpoint) {
        MapSqlParameterSource row = parameters(endpoint);
        String[] columns = row.getParameterNames();
        session.sql("INSERT INTO MIGRATION_ENDPOINT (" + String.join(", ", columns) + ") VALUES ("
                        + Stream.of(columns).map(column -> ":" + column).collect(Collectors.joining(", ")) + ")")
                .paramSource(row)
                .update();
    }

    /** Each has its column's name. */
    private static MapSqlParameterSource parameters(Endpoint endpoint) {
        MapSqlParameterSource row = new MapSqlParameterSource("ENDPOINT_NAME", endpoint.name())
                .addValue("ENDPOINT_KIND", endpoint.kind().name())
                .addValue("PRESET_NAME", endpoint.preset())
                .addValue("HOST_NAME", endpoint.host())
                .addValue("PORT_NUMBER", endpoint.port())
                .addValue("COMPRESSION", endpoint.compression().name())
                .addValue("BASE_DN", endpoint.baseDn())
                .addValue("DIRECTORY_SCHEMA", SchemaColumn.write(endpoint.schema()))
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

    private static String lines(Stream<String> values) {
        return values.collect(Collectors.joining("\n"));
    }
}
