package org.stagepost.directory.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides what turns a mail-enabled user into a mailbox. Touches no server. */
record Conversion(DirectoryEntry found, NewMailbox mailbox, PasswordRules passwords) implements ChangePlan {
    @Override
    public Optional<EntryChange> from(LdapEntry entry) {
        if (entry.type().isMailbox()) {
            return Optional.empty();
        }
        requireMailUser(entry);
        requireSameTarget(entry);
        passwords.requireTransport(mailbox.password());
        List<AttributeChange> forced = mailbox.forceChange() ? List.of(passwords.forcing(entry)) : List.of();
        return Optional.of(new EntryChange(Action.CONVERT, changes(entry), forced, mailbox.password()));
    }

    private List<AttributeChange> changes(LdapEntry entry) {
        List<AttributeChange> changes = new ArrayList<>(entry.schema().becomesMailbox(entry, mailbox));
        String forward = entry.schema().settings().forward();
        if (!entry.forwarding().isEmpty()) {
            changes.add(new AttributeChange(forward, entry.bytes(forward), List.of(), false));
        }
        return changes;
    }

    private static void requireMailUser(LdapEntry entry) {
        if (entry.type() != RecipientType.MAIL_USER) {
            throw new MigrationException(
                    FailureCode.RECIPIENT_TYPE_WRONG,
                    entry.dn() + " is " + entry.type().phrase()
                            + ", not a mail-enabled user: it cannot become a mailbox");
        }
    }

    private void requireSameTarget(LdapEntry entry) {
        if (!entry.forwarding().equalsIgnoreCase(found.targetAddress())) {
            throw new MigrationException(
                    FailureCode.DIRECTORY_REFUSED,
                    entry.dn() + ": " + entry.schema().settings().forward()
                            + " was changed by somebody else during the run; nothing was written");
        }
    }
}
