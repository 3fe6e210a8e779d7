package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;

/** Reads the settings of one endpoint. */
final class EndpointForm {
    private static final Shape<EndpointKind> KIND = Shape.word("a kind of endpoint", EndpointKind.class);
    private static final Shape<ImapQuirk> QUIRK = Shape.word("a quirk", ImapQuirk.class);
    private static final Shape<Compression> COMPRESSION = Shape.word("a compression", Compression.class);
    private static final List<String> KEYS_OF_A_KIND =
            List.of("compression", "login", "baseDn", "schema", "from", "excludeFolders", "quirks");

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
        Optional<Preset> preset = endpoint.get("preset", Preset.SHAPE);
        Optional<EndpointKind> kind = endpoint.has("preset") && !endpoint.has("kind")
                ? Optional.of(EndpointKind.IMAP)
                : endpoint.require("kind", KIND);
        if (kind.filter(EndpointKind.IMAP::equals).isPresent()) {
            preset.ifPresent(known -> known.complete(endpoint));
        } else if (kind.isPresent()) {
            endpoint.refuse("preset", "only endpoints of kind imap have one");
        }
        String host = endpoint.require("host", Shapes.HOST).orElse("");
        int port = endpoint.get("port", Shapes.PORT, 0);
        Protection protection = new ProtectionForm(endpoint, folder)
                .read(kind.equals(Optional.of(EndpointKind.SIEVE)) ? Security.STARTTLS : Security.TLS);
        Optional<Proxy> proxy = endpoint.map("proxy").flatMap(group -> ProxyForm.read(group, folder));
        EndpointLimits limits = LimitsForm.read(endpoint, kind.orElse(EndpointKind.IMAP));
        if (kind.isEmpty()) {
            KEYS_OF_A_KIND.forEach(endpoint::find);
        }
        Optional<Endpoint> result =
                kind.flatMap(known -> complete(known, preset, host, port, protection, proxy, limits));
        endpoint.rejectUnknownKeys();
        return result.filter(complete -> endpoint.isSound());
    }

    private Optional<Endpoint> complete(
            EndpointKind kind,
            Optional<Preset> preset,
            String host,
            int port,
            Protection protection,
            Optional<Proxy> proxy,
            EndpointLimits limits) {
        Compression compression = compression(kind);
        Login login = login(kind, preset);
        String baseDn = baseDn(kind);
        DirectorySchema schema = schema(kind);
        String from = from(kind);
        List<String> excludeFolders = ofMailboxes(kind, "excludeFolders", FolderPattern.SHAPE);
        Set<ImapQuirk> quirks = Set.copyOf(ofMailboxes(kind, "quirks", QUIRK));
        if (!endpoint.isSound()) {
            return Optional.empty();
        }
        return Optional.of(new Endpoint(
                name,
                kind,
                preset.map(Preset::name).orElse(""),
                host,
                port == 0 ? DefaultPort.of(kind, protection.security()) : port,
                protection,
                proxy,
                compression,
                login,
                baseDn,
                schema,
                from,
                excludeFolders,
                quirks,
                limits));
    }

    private <T> List<T> ofMailboxes(EndpointKind kind, String key, Shape<T> shape) {
        if (kind != EndpointKind.IMAP) {
            endpoint.refuse(key, "only endpoints of kind imap have one");
            return List.of();
        }
        return endpoint.list(key, shape);
    }

    private Login login(EndpointKind kind, Optional<Preset> preset) {
        LoginForm form = new LoginForm(kind, preset, folder);
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

    private DirectorySchema schema(EndpointKind kind) {
        if (kind == EndpointKind.LDAP) {
            return endpoint.map("schema").map(SchemaForm::read).orElse(DirectorySchema.EXCHANGE);
        }
        endpoint.refuse("schema", "only endpoints of kind ldap have one");
        return DirectorySchema.EXCHANGE;
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
