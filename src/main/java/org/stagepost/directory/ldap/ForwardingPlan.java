package org.stagepost.directory.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.Redirection;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides how a mailbox's entry comes to forward its mail. Touches no server. */
record ForwardingPlan(Redirection wanted) implements ChangePlan {
    @Override
    public Optional<EntryChange> from(LdapEntry entry) {
        if (!entry.type().isMailbox()) {
            throw new MigrationException(
                    FailureCode.RECIPIENT_TYPE_WRONG,
                    entry.dn() + " is " + entry.type().phrase() + ", not a mailbox: its mail cannot be forwarded");
        }
        List<AttributeChange> changes = new ArrayList<>();
        forwarding(entry, wanted.to(), wanted.replace()).ifPresent(changes::add);
        if (wanted.keepCopy()) {
            keepingACopy(entry).ifPresent(changes::add);
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(EntryChange.of(Action.FORWARD, changes));
    }

    /**
     * Empty when mail goes there already.
     *
     * @throws MigrationException FORWARDING_CONFLICT when it goes elsewhere and is not to be replaced, or to itself
     */
    static Optional<AttributeChange> forwarding(LdapEntry entry, EmailAddress to, boolean replace) {
        DirectorySchema schema = entry.schema().settings();
        if (entry.addresses().contains(to)) {
            throw conflict(
                    entry,
                    to + " is one of its own addresses: forwarding there is a mail loop"
                            + " (set targetDeliveryDomain to a domain that only the target has)");
        }
        String present = entry.forwarding();
        boolean several = entry.hasSeveral(schema.forward());
        if (!present.isEmpty() && !several && StoredAddress.leadsTo(present, to, schema)) {
            return Optional.empty();
        }
        if (!present.isEmpty() && (several || !replace)) {
            throw conflict(
                    entry,
                    "mail is forwarded to "
                            + String.join(
                                    " and ", entry.values(schema.forward()).toList()) + " already, not to " + to);
        }
        return Optional.of(AttributeChange.of(schema.forward(), present, schema.forwardTo(to.value())));
    }

    private static Optional<AttributeChange> keepingACopy(LdapEntry entry) {
        KeepCopy copy = KeepCopy.of(entry.schema().settings())
                .orElseThrow(() -> new MigrationException(
                        FailureCode.DIRECTORY_REFUSED,
                        entry.dn() + ": no attribute of this directory makes an entry keep a copy of what it forwards;"
                                + " name one (schema.keepCopy), or remove forwardingKeepsCopy"));
        String present = entry.value(copy.attribute());
        return present.equalsIgnoreCase(copy.value())
                ? Optional.empty()
                : Optional.of(AttributeChange.of(copy.attribute(), present, copy.value()));
    }

    private static MigrationException conflict(LdapEntry entry, String reason) {
        return new MigrationException(FailureCode.FORWARDING_CONFLICT, entry.dn() + ": " + reason);
    }
}
