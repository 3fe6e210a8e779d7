package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.input.Fault;
import org.stagepost.model.EmailAddress;

/** Reads the settings of one endpoint. */
final class EndpointForm {
    private static final Shape<EndpointKind> KIND = Shape.word("a kind of endpoint", EndpointKind.class);
    private static final Shape<Security> SECURITY = Shape.word("a security", Security.class);
    private static final Shape<Compression> COMPRESSION = Shape.word("a compression", Compression.class);
    private static final List<String> KEYS_OF_A_KIND = List.of("compression", "login", "baseDn", "from");

    private final YamlMap endpoint;
    private final Path folder;
    private final String name;

    /** @param folder where relative paths begin */
    EndpointForm(YamlMap endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
        this.name = endpoint.require("name", Shapes.ENDPOINT_NAME).orElse("");
    }

    /** Empty when it was reported. */
    String name() {
        return name;
    }

    /** Empty when something was reported. */
    Optional<Endpoint> read() {
        Optional<EndpointKind> kind = endpoint.require("kind", KIND);
        Connection connection = connection();
        Limits limits = limits();
        if (kind.isEmpty()) {
            KEYS_OF_A_KIND.forEach(endpoint::find);
        }
        Optional<Endpoint> result = kind.flatMap(known -> complete(known, connection, limits));
        endpoint.rejectUnknownKeys();
        return result.filter(complete -> endpoint.isSound());
    }

    private Optional<Endpoint> complete(EndpointKind kind, Connection connection, Limits limits) {
        Compression compression = compression(kind);
        Login login = login(kind);
        String baseDn = baseDn(kind);
        String from = from(kind);
        if (!endpoint.isSound()) {
            return Optional.empty();
        }
        return Optional.of(new Endpoint(
                name,
                kind,
                connection.host(),
                connection.port() == 0 ? DefaultPort.of(kind, connection.security()) : connection.port(),
                connection.security(),
                connection.allowPlaintext(),
                connection.caFile(),
                compression,
                login,
                baseDn,
                from,
                limits.initial(),
                limits.incremental()));
    }

    /** @param port 0 for the default */
    private record Connection(String host, int port, Security security, boolean allowPlaintext, String caFile) {}

    private Connection connection() {
        Security security = endpoint.get("security", SECURITY, Security.TLS);
        boolean allowPlaintext = endpoint.get("allowPlaintext", Shapes.FLAG, false);
        if (security == Security.NONE && !allowPlaintext) {
            endpoint.fault(
                    "security",
                    new Fault("mail and passwords would travel in clear text", "add allowPlaintext: true if they may"));
        }
        return new Connection(
                endpoint.require("host", Shapes.HOST).orElse(""),
                endpoint.get("port", Shapes.PORT, 0),
                security,
                allowPlaintext,
                endpoint.get("caFile", Shapes.existingFile(folder))
                        .map(Path::toString)
                        .orElse(""));
    }

    private record Limits(int initial, int incremental) {}

    private Limits limits() {
        int initial =
                endpoint.get("maxConcurrentMigrations", Shapes.CONCURRENCY, Endpoint.DEFAULT_CONCURRENT_MIGRATIONS);
        int incremental = endpoint.get(
                "maxConcurrentIncrementalSyncs",
                Shapes.CONCURRENCY,
                Math.min(initial, Endpoint.DEFAULT_CONCURRENT_INCREMENTAL_SYNCS));
        if (incremental > initial) {
            endpoint.fault(
                    "maxConcurrentIncrementalSyncs",
                    new Fault("is above maxConcurrentMigrations", "write " + initial + " or less"));
        }
        return new Limits(initial, incremental);
    }

    private Login login(EndpointKind kind) {
        LoginForm form = new LoginForm(kind, folder);
        return endpoint.map("login").map(form::read).orElseGet(form::absent);
    }

    private Compression compression(EndpointKind kind) {
        if (kind == EndpointKind.IMAP) {
            return endpoint.get("compression", COMPRESSION, Compression.AUTO);
        }
        endpoint.refuse("compression", "only endpoints of kind imap have one");
        return Compression.NEVER;
    }

    private String baseDn(EndpointKind kind) {
        if (kind == EndpointKind.LDAP) {
            return endpoint.require("baseDn", Shapes.DISTINGUISHED_NAME).orElse("");
        }
        endpoint.refuse("baseDn", "only endpoints of kind ldap have one");
        return "";
    }

    private String from(EndpointKind kind) {
        if (kind == EndpointKind.SMTP) {
            return endpoint.require("from", Shapes.ADDRESS)
                    .map(EmailAddress::value)
                    .orElse("");
        }
        endpoint.refuse("from", "only endpoints of kind smtp have one");
        return "";
    }
}
