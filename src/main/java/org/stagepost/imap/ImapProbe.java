package org.stagepost.imap;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.imap.wire.WireLogin;
import org.stagepost.imap.wire.WireOpening;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.MigrationException;

/** Tests an endpoint stage by stage, up to the first failure. */
final class ImapProbe {
    private final Endpoint endpoint;
    private final WireLimits limits;
    private final Lines lines;
    private final List<ProbeStage> stages = new ArrayList<>();

    ImapProbe(Endpoint endpoint, WireLimits limits, Lines lines) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.lines = lines;
    }

    List<ProbeStage> run(Optional<MailboxLogin> login) {
        try {
            List<InetAddress> addresses =
                    stage("dns", () -> WireOpening.resolve(endpoint), found -> endpoint.host() + " is " + found);
            WireConnection connection = stage(
                    "tcp",
                    () -> WireOpening.connect(endpoint, addresses, limits, lines.to(endpoint)),
                    open -> "port " + endpoint.port() + " is open");
            try (connection) {
                open(connection);
                login.ifPresent(user -> logIn(connection, user));
            }
        } catch (MigrationException e) {
            // the stage that failed is on the list
        }
        return List.copyOf(stages);
    }

    private void open(WireConnection connection) {
        if (endpoint.security() == Security.TLS) {
            stage("tls", () -> WireOpening.secure(connection), session -> session);
        }
        stage("greeting", () -> WireOpening.greet(connection), words -> words);
        if (endpoint.security() == Security.STARTTLS) {
            stage("tls", () -> WireOpening.startTls(connection), session -> session);
        }
        stage("capabilities", connection::capabilities, Object::toString);
    }

    private void logIn(WireConnection connection, MailboxLogin login) {
        stage("login", () -> WireLogin.perform(connection, login), words -> login.mailbox() + ": " + words);
        stage(
                "folders",
                () -> new ImapOpening(endpoint, login, limits, lines)
                        .tree(connection)
                        .folders(),
                folders -> describe(folders, connection));
    }

    private static String describe(List<Folder> folders, WireConnection connection) {
        return folders.size() + " folders" + (connection.isCompressed() ? ", compressed" : "");
    }

    private <T> T stage(String name, Supplier<T> step, Function<T, String> detail) {
        long before = System.nanoTime();
        try {
            T result = step.get();
            stages.add(new ProbeStage(name, true, since(before), detail.apply(result), ""));
            return result;
        } catch (MigrationException e) {
            stages.add(new ProbeStage(
                    name, false, since(before), e.detail(), e.code().hint()));
            throw e;
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
