package org.stagepost.mailbox;

import org.stagepost.credential.Secret;
import org.stagepost.endpoint.LoginStyle;

/**
 * How one mailbox is opened, everything resolved.
 *
 * @param mailbox the mailbox's user name on the server
 * @param loginUser who authenticates: the same as {@code mailbox} for PLAIN, else the administrator or master user
 * @param separator between the two for MASTER_USER
 * @param userRoot path of the user's folders inside the server's shared folders; empty for the whole mailbox
 */
public record MailboxLogin(
        LoginStyle style, String mailbox, String loginUser, Secret password, String separator, String userRoot) {
    public static MailboxLogin plain(String user, Secret password) {
        return new MailboxLogin(LoginStyle.PLAIN, user, user, password, "*", "");
    }
}
