package org.stagepost.directory.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides what turns a mail-enabled user into a user mailbox. Touches no server. */
final class Conversion implements ChangePlan {
    private final DirectoryEntry found;
    private final NewMailbox mailbox;
    private final PasswordRules passwords;

    /** @param found the entry when it was chosen for conversion */
    Conversion(DirectoryEntry found, NewMailbox mailbox, PasswordRules passwords) {
        this.found = found;
        this.mailbox = mailbox;
        this.passwords = passwords;
    }

    @Override
    public Optional<EntryChange> from(LdapEntry entry) {
        if (entry.type().isMailbox()) {
            return Optional.empty();
        }
        requireMailUser(entry);
        requireSameTarget(entry);
        passwords.requireTransport(mailbox.password());
        List<AttributeSwap> forced = mailbox.forceChange() ? List.of(passwords.forcing(entry)) : List.of();
        return Optional.of(new EntryChange("convert", swaps(entry), forced, mailbox.password()));
    }

    private static List<AttributeSwap> swaps(LdapEntry entry) {
        List<AttributeSwap> swaps = new ArrayList<>();
        swaps.add(new AttributeSwap(
                Attributes.TYPE_DETAILS, entry.value(Attributes.TYPE_DETAILS), ExchangeType.USER_MAILBOX.details()));
        String display = entry.value(Attributes.DISPLAY_TYPE);
        if (ExchangeType.ofDisplay(display)
                .filter(ExchangeType.MAIL_USER::equals)
                .isPresent()) {
            swaps.add(new AttributeSwap(Attributes.DISPLAY_TYPE, display, ExchangeType.USER_MAILBOX.display()));
        }
        String target = entry.value(Attributes.TARGET_ADDRESS);
        if (!target.isEmpty()) {
            swaps.add(new AttributeSwap(Attributes.TARGET_ADDRESS, target, ""));
        }
        return swaps;
    }

    private static void requireMailUser(LdapEntry entry) {
        if (entry.type() != RecipientType.MAIL_USER) {
            throw new MigrationException(
                    FailureCode.RECIPIENT_TYPE_WRONG,
                    entry.dn() + " is " + entry.type() + ", not a mail-enabled user: it cannot become a mailbox");
        }
    }

    private void requireSameTarget(LdapEntry entry) {
        if (!entry.value(Attributes.TARGET_ADDRESS).equalsIgnoreCase(found.targetAddress())) {
            throw new MigrationException(
                    FailureCode.DIRECTORY_REFUSED,
                    entry.dn() + ": targetAddress was changed by somebody else during the run; nothing was written");
        }
    }
}
