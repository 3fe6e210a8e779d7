package org.stagepost.imap;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.SourceMailboxContract;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.mailbox.TargetMailboxContract;
import org.stagepost.model.FolderPath;

/** Both contracts on GreenMail: UIDPLUS and LITERAL+, but neither MULTIAPPEND nor NAMESPACE. */
class GreenMailMailboxTest {
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.setUser("ann@example.test", "ann", "secret");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static int port() {
        return SERVER.getImap().getPort();
    }

    private static SourceMailbox source() {
        return CONNECTOR.openSource(Endpoints.plain(port()), Endpoints.user("ann", "secret"));
    }

    @Nested
    class AsSource extends SourceMailboxContract {
        @Override
        protected SourceMailbox mailboxWith(List<SeedItem> items) {
            try (OtherClient client = new OtherClient(port(), "ann", "secret")) {
                client.empty();
                client.add(items);
                return source();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void delete(FolderPath folder, int index) {
            try (OtherClient client = new OtherClient(port(), "ann", "secret")) {
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
            try (OtherClient client = new OtherClient(port(), "ann", "secret")) {
                client.empty();
                return CONNECTOR.openTarget(Endpoints.plain(port()), Endpoints.user("ann", "secret"));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected SourceMailbox sameMailbox() {
            return source();
        }
    }
}
