package org.stagepost.process;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;

/** Two IMAP servers in memory which know exactly the logins that a test names. */
final class SampleServers implements AutoCloseable {
    private final GreenMail source = started();
    private final GreenMail target = started();

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        return server;
    }

    /** @param endpoint {@code old-mail} or {@code new-mail}, as the samples call them */
    int port(String endpoint) {
        return ("old-mail".equals(endpoint) ? source : target).getImap().getPort();
    }

    /** @param path of a folder, names joined by {@code /} */
    void seed(String login, String password, String path, int messages) {
        GreenMailUser user = user(source, login, password);
        MailFolder folder = folder(source, user, path);
        for (int message = 1; message <= messages; message++) {
            folder.appendMessage(mail(login, message), new Flags(), new Date());
        }
    }

    void admitAtTarget(String login, String password) {
        user(target, login, password);
    }

    int inboxAtTarget(String login) {
        return folder(target, target.getUserManager().getUser(login), "INBOX").getMessageCount();
    }

    private static GreenMailUser user(GreenMail server, String login, String password) {
        return server.setUser(Integer.toHexString(login.hashCode()) + "@server.example.test", login, password);
    }

    private static MailFolder folder(GreenMail server, GreenMailUser user, String path) {
        ImapHostManager host = server.getManagers().getImapHostManager();
        StringBuilder name = new StringBuilder();
        try {
            for (String part : path.split("/")) {
                name.append(name.isEmpty() ? "" : ".").append(part);
                if (host.getFolder(user, name.toString()) == null) {
                    host.createMailbox(user, name.toString());
                }
            }
            return host.getFolder(user, name.toString());
        } catch (AuthorizationException | FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MimeMessage mail(String login, int number) {
        String text = "Message-ID: <" + number + "." + login.hashCode() + "@example.test>\r\nFrom: ann@example.test\r\n"
                + "Subject: no. " + number + "\r\n\r\nHello.\r\n";
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        source.stop();
        target.stop();
    }
}
