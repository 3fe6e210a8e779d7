package org.stagepost.endpoint;

import org.stagepost.credential.SecretReference;

/**
 * Who logs in at an endpoint.
 *
 * @param user the administrator, master user or bind DN; empty unless {@code as} is ADMIN
 * @param separator between mailbox and master user, {@code *} by default; only for MASTER_USER
 * @param mailboxNaming how a mailbox is called when the row has no user name
 */
public record Login(
        LoginAs as,
        LoginStyle style,
        String user,
        SecretReference password,
        String separator,
        MailboxNaming mailboxNaming) {
    /** Each row's own login. */
    public static Login perUser() {
        return new Login(LoginAs.USER, LoginStyle.PLAIN, "", SecretReference.none(), "*", MailboxNaming.ADDRESS);
    }

    public static Login anonymous() {
        return new Login(LoginAs.NOBODY, LoginStyle.PLAIN, "", SecretReference.none(), "*", MailboxNaming.ADDRESS);
    }
}
