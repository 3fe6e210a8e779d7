package org.stagepost.imap;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.SourceMailboxContract;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.mailbox.TargetMailboxContract;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Both contracts on a Cyrus, whose folders lie below INBOX and are separated by a dot. */
@RequiresServer({"cyrmaster", "saslpasswd2"})
class CyrusMailboxTest {
    private static final String USER = "user01";
    private static final String PASSWORD = "secret";
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    private static RealServer cyrus;

    @BeforeAll
    static void start() {
        cyrus = RealServer.start("cyrus", Map.of("USERS", "1"));
    }

    @AfterAll
    static void stop() {
        cyrus.close();
    }

    private static SourceMailbox source() {
        return CONNECTOR.openSource(Endpoints.plain(cyrus.port()), Endpoints.user(USER, PASSWORD));
    }

    private static void fill(List<SeedItem> items) {
        try (OtherClient client = new OtherClient(cyrus.port(), USER, PASSWORD)) {
            client.empty();
            client.add(items);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class AsSource extends SourceMailboxContract {
        @Override
        protected SourceMailbox mailboxWith(List<SeedItem> items) {
            fill(items);
            return source();
        }

        @Override
        protected void delete(FolderPath folder, int index) {
            try (OtherClient client = new OtherClient(cyrus.port(), USER, PASSWORD)) {
                client.delete(folder, index);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class AsTarget extends TargetMailboxContract {
        @Override
        protected TargetMailbox emptyMailbox() {
            fill(List.of());
            return CONNECTOR.openTarget(Endpoints.plain(cyrus.port()), Endpoints.user(USER, PASSWORD));
        }

        @Override
        protected SourceMailbox sameMailbox() {
            return source();
        }
    }
}
