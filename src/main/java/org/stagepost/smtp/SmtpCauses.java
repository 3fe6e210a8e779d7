package org.stagepost.smtp;

import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What the failure of a stage means, and what to do about it. */
final class SmtpCauses {
    /** In plain language. */
    record Cause(String meaning, String remedy) {}

    private SmtpCauses() {}

    static Cause of(String stage, MigrationException failure, Endpoint endpoint) {
        return switch (stage) {
            case "dns" -> new Cause("The name is unknown.", "Correct the host name, or the resolver of this machine.");
            case "tcp" ->
                new Cause(
                        "No connection came about.",
                        "Check that the server runs, host and port, and firewalls in between.");
            case "tls" -> tls(failure, endpoint);
            case "login" -> login(failure.detail(), failure);
            case "sender" ->
                new Cause(
                        "The server does not take mail from this sender with this login.",
                        "Set from to an address that the login may send as.");
            default -> new Cause("", failure.hint());
        };
    }

    private static Cause tls(MigrationException failure, Endpoint endpoint) {
        if (failure.detail().contains("does not offer STARTTLS")) {
            return new Cause(
                    "The server has no STARTTLS, or somebody on the way takes it out.",
                    "Enable it at the server, or use security tls with port 465.");
        }
        if (failure.detail().contains("refuses STARTTLS")) {
            return new Cause(
                    "The server has STARTTLS, and cannot do it at the moment, or not for this machine.",
                    "Ask its administrator, or use security tls with port 465.");
        }
        if (failure.code() == FailureCode.ENDPOINT_UNREACHABLE && endpoint.security() == Security.STARTTLS) {
            return new Cause(
                    "The server did not answer in plain text.",
                    "If port " + endpoint.port() + " expects TLS from the first byte, set security tls.");
        }
        return new Cause("", failure.hint());
    }

    /** RFC 4954 §6, and what large providers say. */
    private static Cause login(String detail, MigrationException failure) {
        if (detail.contains("SmtpClientAuthentication is disabled")) {
            return new Cause(
                    "SMTP AUTH is switched off for the tenant or this mailbox (Exchange Online).",
                    "Set-CASMailbox -SmtpClientAuthenticationDisabled $false for the sending mailbox.");
        }
        if (detail.contains("access token")) {
            return new Cause(
                    "The token is not for this mailbox, or lacks the right to send.",
                    "Check scope and rights of the application (Exchange Online: SMTP.Send, SMTP.SendAsApp).");
        }
        if (detail.contains("Application-specific password") || detail.contains("5.7.9")) {
            return new Cause("The provider takes no ordinary password here.", "Use an app password, or login.oauth.");
        }
        if (detail.contains("No authentication mechanisms supported") || detail.contains("538")) {
            return new Cause(
                    "The server offers no login that fits login.mechanism on this connection.",
                    "Set security tls or starttls, or another mechanism.");
        }
        return detail.contains("535")
                ? new Cause("The user name or the password is wrong.", "Correct the endpoint's login.")
                : new Cause("", failure.hint());
    }
}
