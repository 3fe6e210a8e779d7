package org.stagepost.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values of an attribute before and after a change.
 *
 * @param list an attribute of which others may add and remove other values meanwhile
 */
record AttributeChange(String name, List<ASN1OctetString> before, List<ASN1OctetString> after, boolean list) {
    AttributeChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Of an attribute with one value; an empty text is an absent attribute. */
    static AttributeChange of(String name, String before, String after) {
        return new AttributeChange(name, values(before), values(after), false);
    }

    static List<ASN1OctetString> values(String text) {
        return text.isEmpty() ? List.of() : List.of(new ASN1OctetString(text));
    }

    /** Deletes old values by name and adds new ones: fails if others are there (RFC 4511 §4.6). */
    List<Modification> compareAndSet() {
        List<Modification> modifications = new ArrayList<>();
        if (!removed().isEmpty()) {
            modifications.add(new Modification(ModificationType.DELETE, name, array(removed())));
        }
        if (!added().isEmpty()) {
            modifications.add(new Modification(ModificationType.ADD, name, array(added())));
        }
        return modifications;
    }

    Modification replace() {
        return new Modification(ModificationType.REPLACE, name, array(after));
    }

    /** True as long as nobody else changed what is changed here. */
    Stream<Filter> unchanged() {
        Stream<Filter> present = removed().stream().map(value -> Filter.createEqualityFilter(name, value.getValue()));
        Stream<Filter> absent = list
                ? added().stream()
                        .map(value -> Filter.createNOTFilter(Filter.createEqualityFilter(name, value.getValue())))
                : before.isEmpty() ? Stream.of(Filter.createNOTFilter(Filter.createPresenceFilter(name))) : Stream.of();
        return Stream.concat(present, absent);
    }

    AttributeChange reversed() {
        return new AttributeChange(name, after, before, list);
    }

    private List<ASN1OctetString> removed() {
        return before.stream().filter(value -> !after.contains(value)).toList();
    }

    private List<ASN1OctetString> added() {
        return after.stream().filter(value -> !before.contains(value)).toList();
    }

    /** Whether these are the values as they were before, as far as they were changed. */
    boolean isBefore(List<ASN1OctetString> present) {
        return list
                ? present.containsAll(removed()) && added().stream().noneMatch(present::contains)
                : same(present, before);
    }

    /** Whether these are the values as they were left, as far as they were changed. */
    boolean isAfter(List<ASN1OctetString> present) {
        return reversed().isBefore(present);
    }

    private static boolean same(List<ASN1OctetString> some, List<ASN1OctetString> others) {
        return some.size() == others.size() && some.containsAll(others);
    }

    void addBefore(Entry entry) {
        addTo(entry, before);
    }

    void addAfter(Entry entry) {
        addTo(entry, after);
    }

    private void addTo(Entry entry, List<ASN1OctetString> values) {
        if (!values.isEmpty()) {
            entry.addAttribute(new Attribute(name, array(values)));
        }
    }

    private static ASN1OctetString[] array(List<ASN1OctetString> values) {
        return values.toArray(ASN1OctetString[]::new);
    }
}
