package org.stagepost.directory.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Completion;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides what turns a mailbox that was moved into a mail-enabled user. Touches no server. */
record CompletionPlan(Completion completion, Predicate<String> schemaKnows) implements ChangePlan {
    @Override
    public Optional<EntryChange> from(LdapEntry entry) {
        Optional<AttributeChange> forwarding = ForwardingPlan.forwarding(entry, completion.to(), completion.replace());
        if (entry.type() == RecipientType.MAIL_USER && forwarding.isEmpty()) {
            return Optional.empty();
        }
        if (!entry.type().isMailbox()) {
            throw new MigrationException(
                    FailureCode.RECIPIENT_TYPE_WRONG,
                    entry.dn() + " is " + entry.type().phrase()
                            + ", not a mailbox: it cannot become a mail-enabled user");
        }
        List<AttributeChange> changes = new ArrayList<>(entry.schema().becomesMailUser(entry, completion, schemaKnows));
        forwarding.ifPresent(changes::add);
        List<AttributeChange> cleared = cleared(entry);
        return changes.isEmpty() && cleared.isEmpty()
                ? Optional.empty()
                : Optional.of(new EntryChange(Action.COMPLETE, changes, cleared, Secret.of("")));
    }

    private static List<AttributeChange> cleared(LdapEntry entry) {
        return entry.schema().ofMailboxes().stream()
                .filter(name -> !entry.bytes(name).isEmpty())
                .map(name -> new AttributeChange(name, entry.bytes(name), List.of(), false))
                .toList();
    }
}
