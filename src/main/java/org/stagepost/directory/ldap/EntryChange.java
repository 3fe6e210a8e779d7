package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.credential.Secret;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.model.EmailAddress;

/**
 * What one Modify does to an entry.
 *
 * @param compared attributes that are compared and set
 * @param replaced attributes that servers let nobody delete by value
 * @param password the new password; empty for none. Never journaled
 */
record EntryChange(Action action, List<AttributeChange> compared, List<AttributeChange> replaced, Secret password) {
    EntryChange {
        compared = List.copyOf(compared);
        replaced = List.copyOf(replaced);
    }

    static EntryChange of(Action action, List<AttributeChange> compared) {
        return new EntryChange(action, compared, List.of(), Secret.of(""));
    }

    /** The attributes that are written, but for the password. */
    Set<String> names() {
        return Stream.concat(compared.stream(), replaced.stream())
                .map(AttributeChange::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Without the password. */
    List<Modification> modifications() {
        List<Modification> modifications = new ArrayList<>();
        compared.forEach(change -> modifications.addAll(change.compareAndSet()));
        replaced.forEach(change -> modifications.add(change.replace()));
        return modifications;
    }

    /** What must still hold when the server applies the change (RFC 4528). */
    Filter assertion() {
        return Filter.createANDFilter(
                compared.stream().flatMap(AttributeChange::unchanged).toList());
    }

    DirectoryChange forJournal(EmailAddress user, String dn, String endpoint) {
        return new DirectoryChange(
                user,
                endpoint,
                dn,
                action,
                ldif(dn, AttributeChange::addBefore),
                ldif(dn, AttributeChange::addAfter),
                !password.isEmpty());
    }

    private String ldif(String dn, BiConsumer<AttributeChange, Entry> side) {
        Entry touched = new Entry(dn);
        Stream.concat(compared.stream(), replaced.stream()).forEach(change -> side.accept(change, touched));
        return touched.toLDIFString();
    }
}
