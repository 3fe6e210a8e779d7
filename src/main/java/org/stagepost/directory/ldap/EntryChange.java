package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.stagepost.credential.Secret;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryEntry;

/**
 * What one Modify does to an entry.
 *
 * @param action {@code convert} or {@code forward}
 * @param compared attributes that are compared and set
 * @param replaced attributes that servers let nobody delete by value
 * @param password the new password; empty for none. Never journaled
 */
record EntryChange(String action, List<AttributeSwap> compared, List<AttributeSwap> replaced, Secret password) {
    EntryChange {
        compared = List.copyOf(compared);
        replaced = List.copyOf(replaced);
    }

    /** Without the password. */
    List<Modification> modifications() {
        List<Modification> modifications = new ArrayList<>();
        compared.forEach(swap -> modifications.addAll(swap.compareAndSet()));
        replaced.forEach(swap -> modifications.add(swap.replace()));
        return modifications;
    }

    /** What must still hold when the server applies the change (RFC 4528). */
    Filter assertion() {
        return Filter.createANDFilter(
                compared.stream().map(AttributeSwap::unchanged).toList());
    }

    DirectoryChange forJournal(DirectoryEntry entry, String endpoint) {
        return new DirectoryChange(
                entry.addresses().get(0),
                endpoint,
                entry.id(),
                action,
                ldif(entry.id(), AttributeSwap::addBefore),
                ldif(entry.id(), AttributeSwap::addAfter));
    }

    private String ldif(String dn, BiConsumer<AttributeSwap, Entry> side) {
        Entry touched = new Entry(dn);
        Stream.concat(compared.stream(), replaced.stream()).forEach(swap -> side.accept(swap, touched));
        return touched.toLDIFString();
    }
}
