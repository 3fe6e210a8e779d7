package org.stagepost.imap.wire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;

/**
 * Which ways a server leaves open to a login, and which of them is taken.
 *
 * @param overheard the line is not protected: the password itself had better not be sent
 * @param ascii user name and password are
 */
record LoginWays(Capabilities offered, LoginStyle style, Mechanism mechanism, boolean overheard, boolean ascii) {
    Optional<LoginWay> best() {
        return wanted().stream().filter(this::isOpen).findFirst();
    }

    /** The preferred first. */
    private List<LoginWay> wanted() {
        return switch (mechanism) {
            case AUTO -> style == LoginStyle.TOKEN ? List.of(LoginWay.OAUTHBEARER, LoginWay.XOAUTH2) : withPassword();
            case PLAIN -> inOneGo();
            case LOGIN -> List.of(LoginWay.LOGIN);
            case SCRAM_SHA_256 -> List.of(LoginWay.SCRAM);
            case XOAUTH2 -> List.of(LoginWay.XOAUTH2);
            case OAUTHBEARER -> List.of(LoginWay.OAUTHBEARER);
            case EXTERNAL -> List.of();
        };
    }

    private List<LoginWay> withPassword() {
        List<LoginWay> plain = inOneGo();
        return overheard
                ? List.of(LoginWay.SCRAM, plain.get(0), plain.get(1), LoginWay.LOGIN)
                : List.of(plain.get(0), plain.get(1), LoginWay.LOGIN, LoginWay.SCRAM);
    }

    /** RFC 9051 §6.2.3 leaves the charset of LOGIN open; SASL says UTF-8. */
    private List<LoginWay> inOneGo() {
        return ascii ? List.of(LoginWay.COMMAND, LoginWay.PLAIN) : List.of(LoginWay.PLAIN, LoginWay.COMMAND);
    }

    private boolean isOpen(LoginWay way) {
        boolean namesMailbox = style == LoginStyle.AUTHZID;
        return switch (way) {
            case COMMAND -> !namesMailbox && !offered.has(ImapCapability.LOGINDISABLED);
            case LOGIN -> !namesMailbox && offered.has(ImapCapability.AUTH_LOGIN);
            case PLAIN -> offered.has(ImapCapability.AUTH_PLAIN);
            case SCRAM -> offered.has(ImapCapability.AUTH_SCRAM_SHA_256);
            case XOAUTH2 -> offered.has(ImapCapability.AUTH_XOAUTH2);
            case OAUTHBEARER -> offered.has(ImapCapability.AUTH_OAUTHBEARER);
        };
    }

    /** Why there is none, for an administrator. */
    String whyNone() {
        String wanted = wanted().stream().map(LoginWay::toString).distinct().collect(Collectors.joining(", "));
        String why;
        if (style == LoginStyle.TOKEN) {
            why = "it takes no access token as the endpoint wants to send it (" + wanted + ")";
        } else if (mechanism != Mechanism.AUTO && mechanism != Mechanism.PLAIN) {
            why = "it does not offer the endpoint's mechanism (" + wanted + ")";
        } else if (style == LoginStyle.AUTHZID) {
            why = "it does not offer AUTH=PLAIN, which an authorization id needs";
        } else {
            why = "it offers no login with a password on this connection (LOGINDISABLED)";
        }
        return why + "; " + offers();
    }

    private String offers() {
        String mechanisms = String.join(", ", offered.mechanisms());
        boolean command = !offered.has(ImapCapability.LOGINDISABLED);
        String all = mechanisms + (command ? (mechanisms.isEmpty() ? "" : ", ") + LoginWay.COMMAND : "");
        return all.isEmpty() ? "it offers no way in at all" : "it offers " + all;
    }
}
