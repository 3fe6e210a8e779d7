package org.stagepost.wiring;

import java.time.Duration;
import java.util.ArrayList;
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
    public List<ProbeStage> probe(Endpoint endpoint, String mailbox) {
        try {
            Secret password = secrets.resolve(endpoint.login().password(), "password of endpoint " + endpoint.name());
            return switch (endpoint.kind()) {
                case IMAP -> imap(endpoint, password, mailbox);
                case LDAP -> ldap.probe(endpoint, password);
                case SMTP -> new SmtpProbe(endpoint, password).probe();
            };
        } catch (MigrationException e) {
            return List.of(new ProbeStage(
                    "secret", false, Duration.ZERO, e.detail(), e.code().hint()));
        }
    }

    private List<ProbeStage> imap(Endpoint endpoint, Secret password, String mailbox) {
        Login login = endpoint.login();
        if (login.as() != LoginAs.ADMIN) {
            return imap.probe(endpoint, Optional.empty());
        }
        boolean opensNothing = mailbox.isEmpty() && login.style() == LoginStyle.MASTER_USER;
        if (opensNothing) {
            return withUntestedLogin(imap.probe(endpoint, Optional.empty()));
        }
        return imap.probe(
                endpoint,
                Optional.of(new MailboxLogin(
                        login.style(),
                        mailbox.isEmpty() ? login.user() : mailbox,
                        login.user(),
                        password,
                        login.separator(),
                        "")));
    }

    /** A master user has no mailbox of its own to log in to. */
    private static List<ProbeStage> withUntestedLogin(List<ProbeStage> stages) {
        if (!stages.stream().allMatch(ProbeStage::passed)) {
            return stages;
        }
        List<ProbeStage> all = new ArrayList<>(stages);
        all.add(new ProbeStage(
                "login", true, Duration.ZERO, "not tested: a master user opens others' mailboxes, name one", ""));
        return all;
    }
}
