package org.stagepost.smtp;

import java.nio.file.Path;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Protection;
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
        Login login = Login.admin(LoginStyle.PLAIN, "relay", SecretReference.none());
        return endpoint("localhost", port, login, FROM);
    }

    static Endpoint secured(int port, Security security, Path caFile) {
        return Endpoint.at("relay", EndpointKind.SMTP, "localhost", port, Protection.of(security, caFile.toString()))
                .withFrom(FROM);
    }

    private static Endpoint endpoint(String host, int port, Login login, String from) {
        return Endpoint.at("relay", EndpointKind.SMTP, host, port, Protection.of(Security.NONE, ""))
                .withLogin(login)
                .withFrom(from);
    }
}
