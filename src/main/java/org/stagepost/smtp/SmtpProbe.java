package org.stagepost.smtp;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Tests an SMTP endpoint stage by stage and sends nothing: dns, tcp, tls, ehlo, login, sender. The first stage that
 * fails is the last one; tls is left out where the endpoint wants none, login where nobody logs in. Thread-safe.
 */
public final class SmtpProbe {
    private final Endpoint endpoint;
    private final Connections connections;
    private final SmtpSession server;

    /** @param secret of the endpoint's login; not asked where nobody logs in */
    public SmtpProbe(Endpoint endpoint, SecretSource secret, Connections connections) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.server = new SmtpSession(endpoint, secret, connections);
    }

    /** Never throws for what a server does. */
    public List<ProbeStage> probe() {
        ProbeLog log = new ProbeLog(endpoint);
        boolean logsIn = server.logsIn();
        if (speaks(log) && (!logsIn || log.passes("login", this::login))) {
            log.passes("sender", this::sender);
        }
        return log.stages();
    }

    private boolean speaks(ProbeLog log) {
        boolean protects = endpoint.security() != Security.NONE;
        try (SmtpDialog dialog = new SmtpDialog(endpoint, connections)) {
            return log.passes("dns", this::resolve)
                    && log.passes("tcp", () -> reach(dialog))
                    && (!protects || log.passes("tls", () -> protect(dialog)))
                    && log.passes("ehlo", () -> greet(dialog));
        }
    }

    private String resolve() throws IOException {
        return Connections.describe(endpoint, Connections.lookUp(endpoint));
    }

    private String reach(SmtpDialog dialog) throws IOException {
        dialog.connect();
        return "connected to port " + endpoint.port();
    }

    private String protect(SmtpDialog dialog) throws IOException {
        if (endpoint.security() == Security.STARTTLS) {
            dialog.greeting();
            requireStartTls(dialog.hello());
            dialog.startTls();
        }
        return TlsWords.describe(dialog.protect());
    }

    private void requireStartTls(SmtpDialog.Reply hello) {
        if (!hello.offers("STARTTLS")) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED, endpoint.address() + " does not offer STARTTLS; nothing was sent");
        }
    }

    private String greet(SmtpDialog dialog) throws IOException {
        if (endpoint.security() != Security.STARTTLS) {
            dialog.greeting();
        }
        return HeaderText.oneLine(String.join(" ", dialog.hello().lines()));
    }

    private String login() throws MessagingException, IOException {
        server.connect(false).close();
        return "logged in as " + endpoint.login().user();
    }

    /** RFC 5321 §4.1.1.2: many servers check here whether the login may send in this name. */
    private String sender() throws MessagingException, IOException {
        EmailAddress from = MimeMail.senderOf(endpoint);
        try (SMTPTransport transport = server.connect(false)) {
            int code = transport.simpleCommand("MAIL FROM:<" + from + ">");
            String reply = String.valueOf(transport.getLastServerResponse());
            if (code != 250) {
                throw new SmtpDialog.UnexpectedReply(new SmtpDialog.Reply(code, List.of(reply)));
            }
        }
        return "may send as " + from;
    }
}
