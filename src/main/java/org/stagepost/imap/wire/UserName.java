package org.stagepost.imap.wire;

import org.stagepost.mailbox.MailboxLogin;

/** Who logs in, as the server wants it written. */
final class UserName {
    private UserName() {}

    static String of(MailboxLogin login) {
        return switch (login.style()) {
            case PLAIN, AUTHZID, PROXYAUTH, TOKEN -> login.loginUser();
            case KERIO -> login.mailbox();
            case MASTER_USER -> login.mailbox() + login.separator() + login.loginUser();
            case DOMAIN_ADMIN_USER -> login.loginUser() + login.separator() + login.mailbox();
            case MIRAPOINT -> "#" + login.mailbox() + "#" + login.loginUser() + "#";
        };
    }
}
