package org.stagepost.smtp;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Tests an SMTP endpoint stage by stage and sends nothing: dns, tcp, tls, ehlo, login, sender. The first stage that
 * fails is the last one; tls is left out where the endpoint wants none, login where nobody logs in. Thread-safe.
 */
public final class SmtpProbe {
    private final Endpoint endpoint;
    private final Secret password;

    public SmtpProbe(Endpoint endpoint, Secret password) {
        this.endpoint = endpoint;
        this.password = password;
    }

    /** Never throws for what a server does. */
    public List<ProbeStage> probe() {
        ProbeLog log = new ProbeLog(endpoint);
        boolean logsIn = SmtpSession.logsIn(endpoint);
        if (speaks(log) && (!logsIn || log.passes("login", this::login))) {
            log.passes("sender", this::sender);
        }
        return log.stages();
    }

    private boolean speaks(ProbeLog log) {
        boolean protects = endpoint.security() != Security.NONE;
        try (SmtpDialog dialog = new SmtpDialog(endpoint)) {
            return log.passes("dns", this::resolve)
                    && log.passes("tcp", () -> reach(dialog))
                    && (!protects || log.passes("tls", () -> protect(dialog)))
                    && log.passes("ehlo", () -> greet(dialog));
        }
    }

    private String resolve() throws IOException {
        return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
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
        SSLSession session = dialog.protect();
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        return session.getProtocol() + ", " + session.getCipherSuite() + ", certificate of "
                + certificate.getSubjectX500Principal().getName() + " until "
                + certificate.getNotAfter().toInstant();
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

    private String login() throws MessagingException {
        SmtpSession.connect(SmtpSession.of(endpoint), endpoint, password).close();
        return "logged in as " + endpoint.login().user();
    }

    /** RFC 5321 §4.1.1.2: many servers check here whether the login may send in this name. */
    private String sender() throws MessagingException, IOException {
        EmailAddress from = MimeMail.senderOf(endpoint);
        try (SMTPTransport transport = SmtpSession.connect(SmtpSession.of(endpoint), endpoint, password)) {
            int code = transport.simpleCommand("MAIL FROM:<" + from + ">");
            String reply = String.valueOf(transport.getLastServerResponse());
            if (code != 250) {
                throw new SmtpDialog.UnexpectedReply(new SmtpDialog.Reply(code, List.of(reply)));
            }
        }
        return "may send as " + from;
    }
}
