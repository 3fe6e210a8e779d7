package org.stagepost.imap;

import java.nio.file.Path;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.Protection;
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
        return Endpoint.at("old-mail", EndpointKind.IMAP, host, port, Protection.of(security, caFile));
    }

    static Endpoint compressing(Endpoint endpoint, Compression compression) {
        return endpoint.withCompression(compression);
    }

    static MailboxLogin user(String user, String password) {
        return MailboxLogin.plain(user, Secret.of(password));
    }

    static MailboxLogin master(String mailbox, String master, String password) {
        return admin(LoginStyle.MASTER_USER, mailbox, master, password);
    }

    static MailboxLogin authzid(String mailbox, String administrator, String password) {
        return admin(LoginStyle.AUTHZID, mailbox, administrator, password);
    }

    static MailboxLogin token(String mailbox, String token) {
        return admin(LoginStyle.TOKEN, mailbox, mailbox, token);
    }

    static MailboxLogin admin(LoginStyle style, String mailbox, String administrator, String password) {
        return new MailboxLogin(
                style,
                Mechanism.AUTO,
                mailbox,
                administrator,
                SecretSource.of(Secret.of(password)),
                style.defaultSeparator(),
                "");
    }
}
