package org.stagepost.imap;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.ImapOpening.Opened;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.imap.wire.WireLogin;
import org.stagepost.imap.wire.WireOpening;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.model.MigrationException;

/**
 * Tests an endpoint stage by stage, up to the first failure: dns, tcp, tls, greeting, capabilities, login, rights, folders,
 * message, write. With STARTTLS the greeting comes before tls.
 */
final class ImapProbe {
    private final Endpoint endpoint;
    private final Optional<MailboxLogin> login;
    private final WireLimits limits;
    private final Lines lines;
    private final StageLog log;

    ImapProbe(Endpoint endpoint, Optional<MailboxLogin> login, WireLimits limits, Lines lines) {
        this.endpoint = endpoint;
        this.login = login;
        this.limits = limits;
        this.lines = lines;
        this.log = new StageLog(endpoint, login);
    }

    /** Without a login it ends before that. */
    List<ProbeStage> run(ProbeDepth depth) {
        try (WireConnection connection = connect()) {
            greet(connection);
            login.ifPresent(user -> open(connection, user, depth));
        } catch (MigrationException e) {
            // the stage that failed is on the list
        }
        return log.stages();
    }

    private WireConnection connect() {
        log.requireSettings(() -> EndpointTls.requireFiles(endpoint));
        List<InetAddress> addresses =
                log.stage("dns", () -> WireOpening.resolve(endpoint), found -> Connections.describe(endpoint, found));
        return log.stage(
                "tcp",
                () -> WireOpening.connect(endpoint, addresses, limits, lines.to(endpoint)),
                open -> "port " + endpoint.port() + " is open");
    }

    private void greet(WireConnection connection) {
        if (endpoint.security() == Security.TLS) {
            log.stage("tls", () -> WireOpening.secure(connection), session -> session);
        }
        log.stage("greeting", () -> greeting(connection), words -> words);
        if (endpoint.security() == Security.STARTTLS) {
            log.stage("tls", () -> WireOpening.startTls(connection), session -> session);
        }
        log.stage("capabilities", connection::capabilities, Object::toString);
    }

    private String greeting(WireConnection connection) {
        if (endpoint.security() == Security.TLS) {
            return WireOpening.greet(connection);
        }
        try (SilentPort silent = new SilentPort(endpoint, lines.connections(), connection::cut)) {
            try {
                return WireOpening.greet(connection);
            } catch (MigrationException e) {
                throw silent.reason(e);
            }
        }
    }

    private void open(WireConnection connection, MailboxLogin user, ProbeDepth depth) {
        log.stage(
                "login",
                () -> WireLogin.perform(connection, user),
                in -> user.mailbox() + ": " + in.words() + " (" + in.way() + ")");
        log.stage("rights", () -> new InboxRights(connection, user).require(depth), rights -> rights);
        Seen seen = log.stage(
                "folders",
                () -> Seen.of(new ImapOpening(endpoint, user, limits, lines).opened(connection)),
                found -> describe(found.folders(), connection));
        look(seen, depth);
    }

    /** A mailbox that was opened, and its folders. */
    private record Seen(ImapSession session, List<Folder> folders) {
        static Seen of(Opened opened) {
            return new Seen(opened.session(), opened.tree().folders());
        }
    }

    private void look(Seen seen, ProbeDepth depth) {
        try (ImapSession session = seen.session()) {
            log.stage("message", () -> new OneMessage(session).read(seen.folders()), found -> found);
            if (depth == ProbeDepth.WRITE) {
                log.stage("write", () -> new ScratchFolder(session).prove(), proof -> proof);
            }
        }
    }

    private static String describe(List<Folder> folders, WireConnection connection) {
        return folders.size() + " folders" + (connection.isCompressed() ? ", compressed" : "");
    }
}
