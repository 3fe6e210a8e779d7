package org.stagepost.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that delivers nothing and keeps the text of every mail. */
final class MailSink implements AutoCloseable {
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final SmtpServer server = new SmtpServer(Loopback.anyPort("smtp"), new Sink());

    static MailSink start() {
        MailSink sink = new MailSink();
        Loopback.start(sink.server);
        return sink;
    }

    int port() {
        return server.getPort();
    }

    /** Oldest first: From, To, Subject, the names of what is attached, and the plain text. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    @Override
    public void close() {
        server.stopService();
    }

    private static String render(MimeMessage mail) throws MessagingException, IOException {
        StringBuilder text = new StringBuilder();
        text.append("From: ").append(mail.getHeader("From", ", ")).append('\n');
        text.append("To: ").append(mail.getHeader("To", ", ")).append('\n');
        text.append("Subject: ").append(mail.getSubject()).append('\n');
        StringBuilder body = new StringBuilder();
        renderPart(mail, text, body);
        return text.append('\n').append(body).toString();
    }

    private static void renderPart(Part part, StringBuilder head, StringBuilder body)
            throws MessagingException, IOException {
        Object content = part.getContent();
        if (part.getFileName() != null) {
            head.append("Attached: ").append(part.getFileName()).append('\n');
        } else if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                renderPart(inner, head, body);
            }
        } else if (part.isMimeType("text/plain")) {
            body.append(String.valueOf(content).replace("\r\n", "\n"));
        }
    }

    private final class Sink extends Managers {
        private final SmtpManager manager = new SmtpManager(getImapHostManager(), getUserManager()) {
            @Override
            public synchronized void send(SmtpState state) {
                try {
                    mails.add(render(state.getMessage().getMessage()));
                } catch (MessagingException | IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        @Override
        public SmtpManager getSmtpManager() {
            return manager;
        }
    }
}
