package org.stagepost.discovery.http;

import java.util.Optional;
import org.stagepost.discovery.Approval;
import org.stagepost.discovery.DiscoveryLogin;

/** Decides who gets the password: over https, after the certificate was verified, and only hosts that were approved. */
final class PasswordGate {
    private final DiscoveryLogin login;
    private final Approval approval;

    PasswordGate(DiscoveryLogin login, Approval approval) {
        this.login = login;
        this.approval = approval;
    }

    /**
     * The request once more, with the password.
     *
     * @param refusal how the server refused the request without
     */
    Optional<WebRequest> pass(WebRequest request, WebReply refusal) {
        boolean useful = !login.isNobody() && request.url().isHttps() && refusal.offersBasic();
        return useful && approval.mayReceivePassword(request.url().host())
                ? Optional.of(request.withLogin(login))
                : Optional.empty();
    }

    /** Why the request was not sent once more. */
    String words(WebRequest request, WebReply refusal) {
        if (!refusal.wantsLogin()) {
            return "401";
        }
        if (login.isNobody()) {
            return "401: wants a login";
        }
        return refusal.offersBasic()
                ? "401: wants a login; " + request.url().host() + " is not approved to receive the password"
                : "401: wants a login, but not by Basic authentication";
    }
}
