package org.stagepost.endpoint;

import java.util.Optional;
import org.stagepost.credential.SecretReference;

/**
 * Who logs in at an endpoint.
 *
 * @param user the administrator, master user or bind DN; empty unless {@code as} is ADMIN
 * @param password none with a token
 * @param separator between mailbox and administrator; only where the style has one
 * @param mailboxNaming how a mailbox is called when the row has no user name
 * @param oauth where access tokens come from; only for the style TOKEN, and for SMTP
 */
public record Login(
        LoginAs as,
        LoginStyle style,
        Mechanism mechanism,
        String user,
        SecretReference password,
        String separator,
        MailboxNaming mailboxNaming,
        Optional<TokenGrant> oauth) {
    /** Each row's own login. */
    public static Login perUser() {
        return of(LoginAs.USER, LoginStyle.PLAIN, "", SecretReference.none());
    }

    public static Login anonymous() {
        return of(LoginAs.NOBODY, LoginStyle.PLAIN, "", SecretReference.none());
    }

    public static Login admin(LoginStyle style, String user, SecretReference password) {
        return of(LoginAs.ADMIN, style, user, password);
    }

    private static Login of(LoginAs as, LoginStyle style, String user, SecretReference password) {
        return new Login(
                as,
                style,
                Mechanism.AUTO,
                user,
                password,
                style.defaultSeparator(),
                MailboxNaming.ADDRESS,
                Optional.empty());
    }

    public Login withPassword(SecretReference other) {
        return new Login(as, style, mechanism, user, other, separator, mailboxNaming, oauth);
    }

    public Login withMechanism(Mechanism other) {
        return new Login(as, style, other, user, password, separator, mailboxNaming, oauth);
    }

    public Login withOauth(TokenGrant other) {
        return new Login(as, style, mechanism, user, password, separator, mailboxNaming, Optional.of(other));
    }

    public Login withMailboxNaming(MailboxNaming other) {
        return new Login(as, style, mechanism, user, password, separator, other, oauth);
    }
}
