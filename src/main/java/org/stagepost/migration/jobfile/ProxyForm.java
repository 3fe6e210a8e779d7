package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Proxy;
import org.stagepost.migration.input.Fault;

/** Reads an endpoint's {@code proxy}. */
final class ProxyForm {
    private static final Shape<Proxy.Kind> KIND = Shape.word("a kind of proxy", Proxy.Kind.class);

    private ProxyForm() {}

    /** Empty when something was reported. */
    static Optional<Proxy> read(YamlMap proxy, Path folder) {
        Optional<Proxy.Kind> kind = proxy.require("kind", KIND);
        Optional<String> host = proxy.require("host", Shapes.HOST);
        Optional<Integer> port = proxy.require("port", Shapes.PORT);
        String user = proxy.get("user", Shapes.TEXT, "");
        SecretReference password = SecretKey.read(proxy, "password", folder);
        if (proxy.has("user") != proxy.has("password")) {
            proxy.fault(
                    proxy.has("user") ? "user" : "password",
                    new Fault("one of user and password is missing", "write both, or none"));
        }
        proxy.rejectUnknownKeys();
        return proxy.isSound()
                ? Optional.of(new Proxy(kind.orElseThrow(), host.orElseThrow(), port.orElseThrow(), user, password))
                : Optional.empty();
    }
}
