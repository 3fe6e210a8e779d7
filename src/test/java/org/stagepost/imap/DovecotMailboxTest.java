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

/** Both contracts on a Dovecot with all it offers, and on one that hides nearly everything. */
@RequiresServer("dovecot")
class DovecotMailboxTest {
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();
    private static final String EXTRAS = "SASL-IR LITERAL+ MULTIAPPEND UIDPLUS NAMESPACE LIST-EXTENDED SPECIAL-USE"
            + " CONDSTORE QRESYNC LIST-STATUS";

    /** A mailbox of one server, filled and looked at. */
    private record Kit(RealServer server) {
        OtherClient otherClient() {
            try {
                return new OtherClient(server.port(), "user01", "secret");
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        SourceMailbox filled(List<SeedItem> items) {
            try (OtherClient client = otherClient()) {
                client.empty();
                client.add(items);
                return source();
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

        SourceMailbox source() {
            return CONNECTOR.openSource(Endpoints.plain(server.port()), Endpoints.user("user01", "secret"));
        }

        TargetMailbox emptied() {
            filled(List.of()).close();
            return CONNECTOR.openTarget(Endpoints.plain(server.port()), Endpoints.user("user01", "secret"));
        }
    }

    @Nested
    class WithEverything {
        private static RealServer server;

        @BeforeAll
        static void start() {
            server = RealServer.start("dovecot", Map.of());
        }

        @AfterAll
        static void stop() {
            server.close();
        }

        @Nested
        class AsSource extends SourceMailboxContract {
            @Override
            protected SourceMailbox mailboxWith(List<SeedItem> items) {
                return new Kit(server).filled(items);
            }

            @Override
            protected void delete(FolderPath folder, int index) {
                new Kit(server).delete(folder, index);
            }
        }

        @Nested
        class AsTarget extends TargetMailboxContract {
            @Override
            protected TargetMailbox emptyMailbox() {
                return new Kit(server).emptied();
            }

            @Override
            protected SourceMailbox sameMailbox() {
                return new Kit(server).source();
            }
        }
    }
}
