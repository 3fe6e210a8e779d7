package org.stagepost.imap;

import jakarta.mail.MessagingException;
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

/** A running Cyrus and its first user's mailbox, whose folders lie below INBOX and are separated by a dot. */
final class CyrusKit implements AutoCloseable {
    static final String USER = "user01";
    static final String PASSWORD = "secret";
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    private final RealServer server = RealServer.start("cyrus", Map.of("USERS", "1"));
    private final Compression compression;

    /** @param compression of our connections to it */
    CyrusKit(Compression compression) {
        this.compression = compression;
    }

    Endpoint endpoint() {
        return Endpoints.compressing(Endpoints.plain(server.port()), compression);
    }

    int port() {
        return server.port();
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
        try (OtherClient client = new OtherClient(server.port(), USER, PASSWORD)) {
            client.empty();
            client.add(items);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(FolderPath folder, int index) {
        try (OtherClient client = new OtherClient(server.port(), USER, PASSWORD)) {
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
