package org.stagepost.imap;

import java.nio.file.Path;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Security;
import org.stagepost.mailbox.MailboxLogin;

/** Endpoints and logins of the servers in these tests. */
final class Endpoints {
    private Endpoints() {}

    static Endpoint plain(int port) {
        return of("127.0.0.1", port, Security.NONE, "");
    }

    static Endpoint tls(String host, int port, Path caFile) {
        return of(host, port, Security.TLS, caFile.toString());
    }

    static Endpoint of(String host, int port, Security security, String caFile) {
        return new Endpoint(
                "old-mail",
                EndpointKind.IMAP,
                host,
                port,
                security,
                security == Security.NONE,
                caFile,
                Compression.AUTO,
                Login.perUser(),
                "",
                "",
                1,
                1);
    }

    static Endpoint compressing(Endpoint endpoint, Compression compression) {
        return new Endpoint(
                endpoint.name(),
                endpoint.kind(),
                endpoint.host(),
                endpoint.port(),
                endpoint.security(),
                endpoint.allowPlaintext(),
                endpoint.caFile(),
                compression,
                endpoint.login(),
                endpoint.baseDn(),
                endpoint.from(),
                endpoint.maxConcurrentMigrations(),
                endpoint.maxConcurrentIncrementalSyncs());
    }

    static MailboxLogin user(String user, String password) {
        return MailboxLogin.plain(user, Secret.of(password));
    }

    static MailboxLogin master(String mailbox, String master, String password) {
        return new MailboxLogin(LoginStyle.MASTER_USER, mailbox, master, Secret.of(password), "*", "");
    }

    static MailboxLogin authzid(String mailbox, String administrator, String password) {
        return new MailboxLogin(LoginStyle.AUTHZID, mailbox, administrator, Secret.of(password), "*", "");
    }
}
