package org.stagepost.mailbox;

import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;

/**
 * How one mailbox is opened, everything resolved.
 *
 * @param mailbox the mailbox's user name on the server
 * @param loginUser who authenticates: the same as {@code mailbox} for PLAIN and TOKEN, else the administrator or master
 *     user
 * @param secret a password, or for TOKEN an access token; asked before each login
 * @param separator between the two where the style has one
 * @param userRoot path of the user's folders inside the server's shared folders; empty for the whole mailbox
 * @param trace reads along on the connections
 */
public record MailboxLogin(
        LoginStyle style,
        Mechanism mechanism,
        String mailbox,
        String loginUser,
        SecretSource secret,
        String separator,
        String userRoot,
        TraceLog trace) {
    /** Nobody reads along. */
    public MailboxLogin(
            LoginStyle style,
            Mechanism mechanism,
            String mailbox,
            String loginUser,
            SecretSource secret,
            String separator,
            String userRoot) {
        this(style, mechanism, mailbox, loginUser, secret, separator, userRoot, TraceLog.NONE);
    }

    public static MailboxLogin plain(String user, Secret password) {
        return new MailboxLogin(LoginStyle.PLAIN, Mechanism.AUTO, user, user, SecretSource.of(password), "*", "");
    }

    public MailboxLogin withMechanism(Mechanism other) {
        return new MailboxLogin(style, other, mailbox, loginUser, secret, separator, userRoot, trace);
    }

    public MailboxLogin tracedBy(TraceLog reader) {
        return new MailboxLogin(style, mechanism, mailbox, loginUser, secret, separator, userRoot, reader);
    }
}
