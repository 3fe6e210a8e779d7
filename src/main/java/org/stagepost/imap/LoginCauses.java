package org.stagepost.imap;

import static org.stagepost.imap.ProbeCause.ANY_STAGE;
import static org.stagepost.imap.ProbeCause.ANY_WORDS;
import static org.stagepost.imap.ProbeCause.row;

import java.util.List;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.model.FailureCode;

/** Why a server does not let in: rows of {@link ProbeCauses}. */
final class LoginCauses {
    private static final String GRANTS =
            "Exchange Online: the application needs IMAP.AccessAsApp with the consent of an administrator, the scope"
                    + " https://outlook.office365.com/.default, and FullAccess on the mailbox. Gmail: the service account"
                    + " needs domain-wide delegation for the scope https://mail.google.com/.";

    static final List<ProbeCause> TABLE = List.of(
            row(
                    ANY_STAGE,
                    "authenticated but not connected",
                    "Exchange takes the login and does not open the mailbox. One of five: no permission on this mailbox;"
                            + " permission given to the wrong object id of the service principal; IMAP switched off for"
                            + " the mailbox; no licence; too many new connections within a short time.",
                    "Add-MailboxPermission with the object id of the enterprise application (not of the app registration),"
                            + " Set-CASMailbox -ImapEnabled $true, assign a licence; else wait some minutes."),
            row(
                    "login",
                    "LOGINDISABLED|PRIVACYREQUIRED",
                    "The server takes no password on this connection.",
                    "Set security tls or starttls; if it is, log in by something that the server offers."),
            row(
                    "login",
                    "takes no access token",
                    "The server does not know the way in which the token is to be sent.",
                    "Set mechanism auto, switch XOAUTH2 or OAUTHBEARER on at the server, or log in with a password."),
            row(
                    "login",
                    "an authorization id needs",
                    "The style authzid needs PLAIN or SCRAM-SHA-256, and the server offers neither.",
                    "Switch one on at the server, or choose another login style."),
            row(
                    "login",
                    "does not offer the endpoint's mechanism",
                    "The endpoint insists on a mechanism that the server does not offer here.",
                    "Set mechanism auto, or one that it offers."),
            row(
                    "login",
                    "has no PROXYAUTH",
                    "Only servers of the Sun, iPlanet and Oracle family have PROXYAUTH; this is none.",
                    "Choose another login style: authzid for Cyrus, Zimbra, Exchange; master-user for Dovecot."),
            row(
                    "login",
                    "has no X-MASTERAUTH",
                    "Only Kerio Connect has a master password in this form, and none that has it switched off.",
                    "Kerio: Configuration, Advanced Options, Master Authentication, and this machine among its addresses;"
                            + " elsewhere choose another login style."),
            row(
                    "login",
                    failed -> failed.logsIn(LoginStyle.KERIO) && failed.isRefused(),
                    "master password",
                    "The master password is wrong, or not taken from this machine.",
                    "Kerio: Configuration, Advanced Options, Master Authentication: password and IP address group."),
            row(
                    "login",
                    "SCRAM signature",
                    "Who answers there does not know the password, so it is not the server, or it has another password.",
                    "Check host, port and certificate before you type a password anywhere."),
            row(
                    "login",
                    "EXPIRED|password (has )?expired",
                    "The password is right, and has expired.",
                    "Set a new one at the server and in the endpoint."),
            row(
                    "login",
                    failed -> failed.logsIn(LoginStyle.TOKEN) && failed.isRefused(),
                    ANY_WORDS,
                    "The server does not take this token for this mailbox.",
                    GRANTS),
            row(
                    "login",
                    failed -> failed.logsIn(LoginStyle.MASTER_USER) && failed.isRefused(),
                    ANY_WORDS,
                    "Mailbox, master user, its password, or the character between the two is wrong: the login was {login}.",
                    "Compare login.separator with Dovecot's auth_master_user_separator (doveconf shows it), then user and"
                            + " password."),
            row(
                    "login",
                    failed -> failed.logsIn(LoginStyle.MASTER_USER) && failed.is(FailureCode.MAILBOX_BUSY),
                    ANY_WORDS,
                    "The master user was let in, and the mailbox cannot be opened: as a rule it does not exist.",
                    "Correct the mailbox's name, as the server calls it; see the server's log."),
            row(
                    "login",
                    "Application-specific password|Web login required|app(lication)? password",
                    "The provider takes no ordinary password from programs.",
                    "Use an app password, or login.oauth."),
            row(
                    "login",
                    failed -> failed.logsIn(LoginStyle.AUTHZID) && failed.isRefused(),
                    ANY_WORDS,
                    "The administrator's name or password is wrong, or the server does not let it act for this mailbox.",
                    "Cyrus: name it in admins or proxyservers; Zimbra: make it a global administrator; Dovecot: a master"
                            + " user; Exchange: give it full access, and use the mailbox's alias."),
            row(
                    "login",
                    ProbeCause.Failed::isRefused,
                    "\\(SCRAM-SHA-256\\)",
                    "User name or password is wrong, or the server keeps the password in a form that SCRAM cannot use.",
                    "Correct them; if they are right, set mechanism plain, over tls or starttls."),
            row(
                    "login",
                    ProbeCause.Failed::isRefused,
                    ANY_WORDS,
                    "User name or password is wrong, or the mailbox is locked or closed to IMAP.",
                    FailureCode.CREDENTIALS_REFUSED.hint()));

    private LoginCauses() {}
}
