package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stagepost.directory.Completion;
import org.stagepost.directory.DirectoryEntry.Particulars;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A directory whose attributes and values a site chose itself, as postfix and Dovecot look them up. */
record GenericSchema(DirectorySchema settings) implements RecipientSchema {
    @Override
    public List<String> read() {
        return Stream.of(
                        Attributes.OBJECT_CLASS,
                        settings.mail(),
                        settings.addresses(),
                        settings.forward(),
                        settings.type(),
                        settings.anchor(),
                        KeepCopy.of(settings).map(KeepCopy::attribute).orElse(""),
                        Attributes.PWD_LAST_SET,
                        Attributes.PWD_RESET,
                        Attributes.SHADOW_LAST_CHANGE)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public List<String> named() {
        return Stream.of(
                        settings.mail(),
                        settings.addresses(),
                        settings.forward(),
                        settings.type(),
                        settings.anchor(),
                        KeepCopy.of(settings).map(KeepCopy::attribute).orElse(""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public List<String> written() {
        return Stream.of(settings.forward(), settings.type())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public Filter having(String address) {
        return Filter.createORFilter(
                Filter.createEqualityFilter(settings.mail(), address),
                Filter.createEqualityFilter(settings.addresses(), address));
    }

    /** Without an attribute for it, whoever has an address is a mailbox. */
    @Override
    public RecipientType type(LdapEntry entry) {
        if (settings.type().isEmpty()) {
            return RecipientType.USER_MAILBOX;
        }
        String value = entry.value(settings.type());
        return Arrays.stream(RecipientType.values())
                .filter(type -> !value.isEmpty()
                        && valueOf(type).filter(value::equalsIgnoreCase).isPresent())
                .findFirst()
                .orElse(RecipientType.OTHER);
    }

    private Optional<String> valueOf(RecipientType type) {
        return Optional.ofNullable(settings.types().get(type.word()));
    }

    @Override
    public List<EmailAddress> addresses(LdapEntry entry) {
        Set<EmailAddress> addresses = new LinkedHashSet<>();
        Stream.of(settings.mail(), settings.addresses())
                .flatMap(entry::values)
                .map(String::strip)
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .forEach(addresses::add);
        return List.copyOf(addresses);
    }

    @Override
    public Particulars particulars(LdapEntry entry) {
        return new Particulars(
                entry.values(settings.mail()).toList(),
                false,
                false,
                entry.anchor(settings.anchor()),
                MailboxIdentity.NONE);
    }

    @Override
    public List<AttributeChange> becomesMailbox(LdapEntry entry, NewMailbox mailbox) {
        return becomes(entry, mailbox.type());
    }

    @Override
    public List<AttributeChange> becomesMailUser(
            LdapEntry entry, Completion completion, Predicate<String> schemaKnows) {
        List<AttributeChange> changes =
                new ArrayList<>(settings.type().isEmpty() ? List.of() : becomes(entry, RecipientType.MAIL_USER));
        KeepCopy.of(settings)
                .filter(copy -> copy.value().equalsIgnoreCase(entry.value(copy.attribute())))
                .ifPresent(
                        copy -> changes.add(AttributeChange.of(copy.attribute(), entry.value(copy.attribute()), "")));
        return changes;
    }

    private List<AttributeChange> becomes(LdapEntry entry, RecipientType type) {
        String value = valueOf(type)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.DIRECTORY_REFUSED,
                        entry.dn() + ": the endpoint does not say which value of " + settings.type() + " is "
                                + type.phrase() + " (schema." + type.word() + ")"));
        List<AttributeChange> changes = new ArrayList<>();
        changes.add(AttributeChange.of(settings.type(), entry.value(settings.type()), value));
        return changes;
    }

    @Override
    public List<String> ofMailboxes() {
        return List.of();
    }

    @Override
    public boolean isList(String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return name.equals(settings.addresses().toLowerCase(Locale.ROOT));
    }
}
