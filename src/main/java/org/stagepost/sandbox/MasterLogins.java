package org.stagepost.sandbox;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import java.security.SecureRandom;
import java.util.function.Predicate;
import org.stagepost.model.EmailAddress;

/**
 * Lets one administrator open every mailbox as {@code mailbox*administrator}, as Dovecot's master users do.
 * A mailbox is made at its first login, and only for whom the directory has a mailbox. Other logins are refused.
 */
final class MasterLogins extends UserManager {
    static final String ADMINISTRATOR = "migration-admin";
    private static final char SEPARATOR = '*';

    private final String password;
    private final Predicate<EmailAddress> isMailbox;
    private final SecureRandom random = new SecureRandom();

    MasterLogins(ImapHostManager host, String password, Predicate<EmailAddress> isMailbox) {
        super(host);
        this.password = password;
        this.isMailbox = isMailbox;
    }

    @Override
    public GreenMailUser getUser(String login) {
        int separator = login.lastIndexOf(SEPARATOR);
        return super.getUser(separator < 0 ? login : login.substring(0, separator));
    }

    @Override
    public boolean test(String login, String given) {
        int separator = login.lastIndexOf(SEPARATOR);
        if (separator < 0 || !login.substring(separator + 1).equals(ADMINISTRATOR) || !given.equals(password)) {
            return false;
        }
        return EmailAddress.parse(login.substring(0, separator))
                .filter(isMailbox)
                .map(this::mailboxOf)
                .isPresent();
    }

    /** Made if it is not there yet. Its own password is nobody's. */
    synchronized GreenMailUser mailboxOf(EmailAddress address) {
        GreenMailUser present = getUser(address.key());
        if (present != null) {
            return present;
        }
        try {
            return createUser(address.key(), address.key(), Long.toHexString(random.nextLong()));
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
    }
}
