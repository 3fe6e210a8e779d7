package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.List;

/** A single-valued attribute before and after a change; an empty text is an absent attribute. */
record AttributeSwap(String name, String before, String after) {
    /** Deletes the old value by name and adds the new one: fails if another value is there (RFC 4511 §4.6). */
    List<Modification> compareAndSet() {
        List<Modification> modifications = new ArrayList<>();
        if (!before.isEmpty()) {
            modifications.add(new Modification(ModificationType.DELETE, name, before));
        }
        if (!after.isEmpty()) {
            modifications.add(new Modification(ModificationType.ADD, name, after));
        }
        return modifications;
    }

    Modification replace() {
        return new Modification(ModificationType.REPLACE, name, after);
    }

    /** True as long as nobody else changed the attribute. */
    Filter unchanged() {
        return before.isEmpty()
                ? Filter.createNOTFilter(Filter.createPresenceFilter(name))
                : Filter.createEqualityFilter(name, before);
    }

    void addBefore(Entry entry) {
        addTo(entry, before);
    }

    void addAfter(Entry entry) {
        addTo(entry, after);
    }

    private void addTo(Entry entry, String value) {
        if (!value.isEmpty()) {
            entry.addAttribute(name, value);
        }
    }
}
