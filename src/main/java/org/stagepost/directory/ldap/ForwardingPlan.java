package org.stagepost.directory.ldap;

import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides how a mailbox's entry comes to forward its mail. Touches no server. */
final class ForwardingPlan implements ChangePlan {
    private final EmailAddress to;

    ForwardingPlan(EmailAddress to) {
        this.to = to;
    }

    @Override
    public Optional<EntryChange> from(LdapEntry entry) {
        if (!entry.type().isMailbox()) {
            throw new MigrationException(
                    FailureCode.RECIPIENT_TYPE_WRONG,
                    entry.dn() + " is " + entry.type() + ", not a mailbox: its mail cannot be forwarded");
        }
        if (entry.addresses().contains(to)) {
            throw conflict(
                    entry,
                    to + " is one of its own addresses: forwarding there is a mail loop"
                            + " (set targetDeliveryDomain to a domain that only the target has)");
        }
        String present = entry.value(Attributes.TARGET_ADDRESS);
        if (present.isEmpty()) {
            AttributeSwap swap = new AttributeSwap(Attributes.TARGET_ADDRESS, "", "SMTP:" + to);
            return Optional.of(new EntryChange("forward", List.of(swap), List.of(), Secret.of("")));
        }
        if (entry.hasSeveral(Attributes.TARGET_ADDRESS) || !LdapEntry.leadsTo(present, to)) {
            throw conflict(entry, "mail is forwarded to " + present + " already, not to " + to);
        }
        return Optional.empty();
    }

    private static MigrationException conflict(LdapEntry entry, String reason) {
        return new MigrationException(FailureCode.FORWARDING_CONFLICT, entry.dn() + ": " + reason);
    }
}
