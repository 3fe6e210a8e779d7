package org.stagepost.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stagepost.credential.Secret;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides how a journaled change is taken back. Touches no server. */
record UndoPlan(DirectoryChange change) implements ChangePlan {
    private static final Set<String> NOT_BY_VALUE = Stream.concat(
                    Attributes.OF_MAILBOXES.stream(),
                    Stream.of(Attributes.PWD_LAST_SET, Attributes.PWD_RESET, Attributes.SHADOW_LAST_CHANGE))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    @Override
    public Optional<EntryChange> from(LdapEntry entry) {
        List<AttributeChange> made = made(entry.schema());
        List<AttributeChange> compared = made.stream().filter(UndoPlan::byValue).toList();
        if (compared.stream().allMatch(part -> part.isBefore(entry.bytes(part.name())))) {
            return Optional.empty();
        }
        List<String> changed = made.stream()
                .filter(part -> byValue(part) || Attributes.OF_MAILBOXES.contains(part.name()))
                .filter(part -> !part.isAfter(entry.bytes(part.name())))
                .map(AttributeChange::name)
                .toList();
        if (!changed.isEmpty()) {
            throw new MigrationException(
                    FailureCode.ENTRY_CHANGED,
                    entry.dn() + ": " + String.join(", ", changed) + " changed since; nothing was taken back");
        }
        List<AttributeChange> replaced = made.stream()
                .filter(part -> !byValue(part) && part.isAfter(entry.bytes(part.name())))
                .map(UndoPlan::dutyLifted)
                .toList();
        return Optional.of(new EntryChange(
                Action.UNDO, compared.stream().map(AttributeChange::reversed).toList(), replaced, Secret.of("")));
    }

    private static boolean byValue(AttributeChange part) {
        return !NOT_BY_VALUE.contains(part.name().toLowerCase(Locale.ROOT));
    }

    /** Active Directory sets pwdLastSet itself and takes only 0, and -1 for now ([MS-ADTS] 3.1.1.5.3.2). */
    private static AttributeChange dutyLifted(AttributeChange part) {
        return part.name().equalsIgnoreCase(Attributes.PWD_LAST_SET)
                ? new AttributeChange(part.name(), part.after(), AttributeChange.values("-1"), false)
                : part.reversed();
    }

    private List<AttributeChange> made(RecipientSchema schema) {
        Entry before = entry(change.before());
        Entry after = entry(change.after());
        Set<String> names = new LinkedHashSet<>();
        Stream.of(before, after)
                .flatMap(side -> side.getAttributes().stream())
                .map(Attribute::getName)
                .forEach(names::add);
        List<AttributeChange> made = new ArrayList<>();
        names.forEach(name ->
                made.add(new AttributeChange(name, values(before, name), values(after, name), schema.isList(name))));
        made.removeIf(part -> part.isBefore(part.after()));
        return made;
    }

    private static List<ASN1OctetString> values(Entry side, String name) {
        Attribute attribute = side.getAttribute(name);
        return attribute == null ? List.of() : List.of(attribute.getRawValues());
    }

    private static Entry entry(String ldif) {
        try {
            return new Entry(ldif.split("\n"));
        } catch (LDIFException e) {
            throw new MigrationException(
                    FailureCode.STORE_DAMAGED, "a directory change in the journal cannot be read", e);
        }
    }
}
