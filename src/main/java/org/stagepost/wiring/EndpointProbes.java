package org.stagepost.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.directory.SieveConnector;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.migration.EndpointProbe;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.OpenScripts;
import org.stagepost.model.MigrationException;
import org.stagepost.oauth.HttpTokens;
import org.stagepost.smtp.SmtpProbe;

/** Tests endpoints of every kind with their own logins. */
final class EndpointProbes implements EndpointProbe {
    /** A master user has no mailbox of its own to log in to. */
    private static final ProbeStage UNTESTED_LOGIN =
            ProbeStage.untested("login", "a master user opens others' mailboxes, name one");

    private final MailboxConnector imap;
    private final DirectoryConnector ldap;
    private final SieveConnector sieve;
    private final MailboxLogins logins;
    private final SecretResolver secrets;
    private final Connections connections;
    private final HttpTokens tokens;

    EndpointProbes(
            MailboxConnector imap,
            DirectoryConnector ldap,
            SieveConnector sieve,
            MailboxLogins logins,
            SecretResolver secrets,
            Connections connections,
            HttpTokens tokens) {
        this.connections = connections;
        this.logins = logins;
        this.imap = imap;
        this.ldap = ldap;
        this.sieve = sieve;
        this.secrets = secrets;
        this.tokens = tokens;
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint, ProbeRequest request) {
        try {
            EndpointTls.requireFiles(endpoint);
        } catch (MigrationException e) {
            return failed("settings", e);
        }
        try {
            new EndpointSecrets(secrets).require(endpoint);
            Secret password = secrets.resolve(endpoint.login().password(), "password of endpoint " + endpoint.name());
            return switch (endpoint.kind()) {
                case IMAP -> imap(endpoint, request);
                case LDAP -> ldap.probe(endpoint, password);
                case SIEVE -> sieve.probe(endpoint, scripts(endpoint, request));
                case SMTP ->
                    new SmtpProbe(
                                    endpoint,
                                    logins.secret(endpoint, endpoint.login().user()),
                                    connections)
                            .probe();
            };
        } catch (MigrationException e) {
            return failed("secret", e);
        }
    }

    private static List<ProbeStage> failed(String stage, MigrationException failure) {
        return List.of(ProbeStage.failed(stage, Duration.ZERO, failure.detail(), "", failure.hint()));
    }

    @Override
    public Endpoint renewed(Endpoint tested) {
        Login login = tested.login();
        return login.oauth()
                .map(grant -> tested.withLogin(login.withOauth(tokens.renewed(grant))))
                .orElse(tested);
    }

    private List<ProbeStage> imap(Endpoint endpoint, ProbeRequest request) {
        Login login = endpoint.login();
        String mailbox = request.mailbox();
        ProbeDepth depth = request.asTarget() ? ProbeDepth.WRITE : ProbeDepth.READ;
        if (login.as() == LoginAs.USER && request.password().scheme() != SecretReference.Scheme.NONE) {
            Secret password = secrets.resolve(request.password(), "password of " + mailbox);
            return imap.probe(
                    endpoint,
                    Optional.of(MailboxLogin.plain(mailbox, password).withMechanism(login.mechanism())),
                    depth);
        }
        if (login.as() != LoginAs.ADMIN) {
            return withUntested(
                    imap.probe(endpoint, Optional.empty(), ProbeDepth.READ),
                    request.asTarget() ? List.of(unwritten("each row brings its own login here")) : List.of());
        }
        if (login.oauth().isPresent()) {
            List<ProbeStage> stages = new TokenProbe(imap, logins, tokens)
                    .run(endpoint, login.oauth().get(), request);
            return request.asTarget() && mailbox.isEmpty()
                    ? withUntested(stages, List.of(unwritten("a token opens mailboxes, name one")))
                    : stages;
        }
        boolean opensNothing = mailbox.isEmpty() && login.style().needsMailbox();
        if (opensNothing) {
            return withUntested(
                    imap.probe(endpoint, Optional.empty(), ProbeDepth.READ),
                    List.of(
                            request.asTarget()
                                    ? unwritten("a master user opens others' mailboxes, name one")
                                    : UNTESTED_LOGIN));
        }
        return imap.probe(
                endpoint, Optional.of(logins.admin(endpoint, mailbox.isEmpty() ? login.user() : mailbox, "")), depth);
    }

    /** Empty when nobody says whose scripts are to be listed. */
    private Optional<SieveLogin> scripts(Endpoint endpoint, ProbeRequest request) {
        String mailbox = request.mailbox();
        if (mailbox.isEmpty()) {
            return Optional.empty();
        }
        Login login = endpoint.login();
        if (login.as() == LoginAs.ADMIN) {
            return Optional.of(OpenScripts.login(endpoint, logins.admin(endpoint, mailbox, "")));
        }
        Secret password = secrets.resolve(request.password(), "password of " + mailbox);
        return request.password().scheme() == SecretReference.Scheme.NONE
                ? Optional.empty()
                : Optional.of(OpenScripts.login(endpoint, MailboxLogin.plain(mailbox, password)));
    }

    /** Whoever asks for a test of writing must not take its absence for a success. */
    private static ProbeStage unwritten(String why) {
        return ProbeStage.failed(
                "settings",
                Duration.ZERO,
                "not tested as a target: " + why,
                "Nobody says which mailbox the test is to write to.",
                "Name a mailbox for an administrator's login, or leave the test of writing out.");
    }

    private static List<ProbeStage> withUntested(List<ProbeStage> stages, List<ProbeStage> untested) {
        if (!stages.stream().allMatch(ProbeStage::passed)) {
            return stages;
        }
        List<ProbeStage> all = new ArrayList<>(stages);
        all.addAll(untested);
        return all;
    }
}
