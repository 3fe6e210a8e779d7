package org.stagepost.wiring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.migration.EndpointProbe;
import org.stagepost.model.MigrationException;
import org.stagepost.smtp.SmtpProbe;

/** Tests endpoints of every kind with their own logins. */
final class EndpointProbes implements EndpointProbe {
    private final MailboxConnector imap;
    private final DirectoryConnector ldap;
    private final SecretResolver secrets;

    EndpointProbes(MailboxConnector imap, DirectoryConnector ldap, SecretResolver secrets) {
        this.imap = imap;
        this.ldap = ldap;
        this.secrets = secrets;
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint) {
        try {
            Secret password = secrets.resolve(endpoint.login().password(), "password of endpoint " + endpoint.name());
            return switch (endpoint.kind()) {
                case IMAP -> imap.probe(endpoint, administrator(endpoint.login(), password));
                case LDAP -> ldap.probe(endpoint, password);
                case SMTP -> new SmtpProbe(endpoint, password).probe();
            };
        } catch (MigrationException e) {
            return List.of(new ProbeStage(
                    "secret", false, Duration.ZERO, e.detail(), e.code().hint()));
        }
    }

    /** A master user has no mailbox of its own to log in to: only an authorization id or a plain login can be tried. */
    private static Optional<MailboxLogin> administrator(Login login, Secret password) {
        if (login.as() != LoginAs.ADMIN || login.style() == LoginStyle.MASTER_USER) {
            return Optional.empty();
        }
        return Optional.of(
                new MailboxLogin(login.style(), login.user(), login.user(), password, login.separator(), ""));
    }
}
