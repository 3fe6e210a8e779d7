package org.stagepost.imap;

import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RealServer;

/** A running Dovecot and its first user's mailbox, filled and looked at from outside. */
final class DovecotKit implements AutoCloseable {
    static final String USER = "user01";
    static final String PASSWORD = "secret";
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    private final RealServer server;
    private final Compression compression;

    DovecotKit(Map<String, String> environment) {
        this(environment, Compression.AUTO);
    }

    /** @param compression of our connections to it */
    DovecotKit(Map<String, String> environment, Compression compression) {
        this.server = RealServer.start("dovecot", environment);
        this.compression = compression;
    }

    Endpoint endpoint() {
        return Endpoints.compressing(Endpoints.plain(server.port()), compression);
    }

    int tlsPort() {
        return server.port() + 1;
    }

    int port() {
        return server.port();
    }

    Path authority() {
        return server.folder().resolve("tls/ca.pem");
    }

    OtherClient otherClient() throws MessagingException {
        return new OtherClient(server.port(), USER, PASSWORD);
    }

    SourceMailbox source() {
        return CONNECTOR.openSource(endpoint(), Endpoints.user(USER, PASSWORD));
    }

    TargetMailbox target() {
        return CONNECTOR.openTarget(endpoint(), Endpoints.user(USER, PASSWORD));
    }

    List<ProbeStage> probe() {
        return CONNECTOR.probe(endpoint(), Optional.of(Endpoints.user(USER, PASSWORD)), ProbeDepth.READ);
    }

    void fill(List<SeedItem> items) {
        try (OtherClient client = otherClient()) {
            client.empty();
            client.add(items);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(FolderPath folder, int index) {
        try (OtherClient client = otherClient()) {
            client.delete(folder, index);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
