package org.stagepost.smtp;

import java.nio.file.Path;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.MailboxNaming;
import org.stagepost.endpoint.Security;

/** Endpoints of kind smtp for tests; all at localhost. */
final class SmtpEndpoints {
    static final String FROM = "stagepost@example.test";

    private SmtpEndpoints() {}

    static Endpoint open(int port) {
        return endpoint("localhost", port, Login.anonymous(), FROM);
    }

    static Endpoint from(int port, String from) {
        return endpoint("localhost", port, Login.anonymous(), from);
    }

    static Endpoint at(String host, int port) {
        return endpoint(host, port, Login.anonymous(), FROM);
    }

    static Endpoint withLogin(int port) {
        Login login =
                new Login(LoginAs.ADMIN, LoginStyle.PLAIN, "relay", SecretReference.none(), "*", MailboxNaming.ADDRESS);
        return endpoint("localhost", port, login, FROM);
    }

    static Endpoint secured(int port, Security security, Path caFile) {
        return new Endpoint(
                "relay",
                EndpointKind.SMTP,
                "localhost",
                port,
                security,
                false,
                caFile.toString(),
                Compression.NEVER,
                Login.anonymous(),
                "",
                FROM,
                1,
                1);
    }

    private static Endpoint endpoint(String host, int port, Login login, String from) {
        return new Endpoint(
                "relay",
                EndpointKind.SMTP,
                host,
                port,
                Security.NONE,
                true,
                "",
                Compression.NEVER,
                login,
                "",
                from,
                1,
                1);
    }
}
