package org.stagepost.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;

/** An IMAP server on loopback whose mailboxes lie in memory. Messages can be put in and counted past the protocol. */
final class SandboxImap implements AutoCloseable {
    private static final int IDLE_MILLIS = (int) Duration.ofMinutes(10).toMillis();
    private static final String SEPARATOR = ".";

    private final Mailboxes mailboxes;
    private final Server server;

    /** A message as it lies in a folder. */
    record Item(MimeMessage message, Flags flags, Date received) {}

    private SandboxImap(Mailboxes mailboxes, Server server) {
        this.mailboxes = mailboxes;
        this.server = server;
    }

    /** @param isMailbox whose mailbox may be opened; asked at every login */
    static SandboxImap start(String password, Predicate<EmailAddress> isMailbox) {
        Mailboxes mailboxes = new Mailboxes(password, isMailbox);
        Server server = new Server(mailboxes);
        server.setClientSocketTimeout(IDLE_MILLIS);
        Loopback.start(server);
        return new SandboxImap(mailboxes, server);
    }

    int port() {
        return server.getPort();
    }

    /** With its parents, each of which can hold messages. */
    void createFolder(EmailAddress address, FolderPath path) {
        GreenMailUser user = mailboxes.logins.mailboxOf(address);
        try {
            for (int depth = 1; depth <= path.names().size(); depth++) {
                String name = String.join(SEPARATOR, path.names().subList(0, depth));
                if (host().getFolder(user, name) == null) {
                    host().createMailbox(user, name);
                }
            }
        } catch (AuthorizationException | FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    void append(EmailAddress address, FolderPath path, Item item) {
        GreenMailUser user = mailboxes.logins.mailboxOf(address);
        host().getFolder(user, String.join(SEPARATOR, path.names()))
                .appendMessage(item.message(), item.flags(), item.received());
    }

    /** How many messages each folder holds; nothing for who has no mailbox. */
    Map<FolderPath, Integer> counts(EmailAddress address) {
        Map<FolderPath, Integer> counts = new TreeMap<>();
        GreenMailUser user = mailboxes.logins.getUser(address.key());
        if (user == null) {
            return counts;
        }
        try {
            for (MailFolder folder : host().listMailboxes(user, "*")) {
                // #mail.<user>.<name>.<name>
                String[] names = folder.getFullName().split("\\.", 3);
                counts.put(FolderPath.of(names[2].split("\\.")), folder.getMessageCount());
            }
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
        return counts;
    }

    private ImapHostManager host() {
        return mailboxes.getImapHostManager();
    }

    @Override
    public void close() {
        server.stopService();
    }

    private static final class Mailboxes extends Managers {
        private final MasterLogins logins;

        Mailboxes(String password, Predicate<EmailAddress> isMailbox) {
            logins = new MasterLogins(getImapHostManager(), password, isMailbox);
        }

        @Override
        public UserManager getUserManager() {
            return logins;
        }
    }

    private static final class Server extends AbstractServer {
        Server(Mailboxes mailboxes) {
            super(Loopback.anyPort("imap"), mailboxes);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            // GreenMail writes an answer in pieces; each would wait for the client's delayed acknowledgement.
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new SandboxImapHandler(managers, client);
        }
    }
}
