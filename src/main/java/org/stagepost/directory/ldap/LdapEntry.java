package org.stagepost.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;

/** An entry as the server sent it, and how its schema reads it as a recipient. */
final class LdapEntry {
    private final Entry entry;
    private final RecipientSchema schema;

    LdapEntry(Entry entry, RecipientSchema schema) {
        this.entry = entry;
        this.schema = schema;
    }

    DirectoryEntry toDirectoryEntry() {
        return new DirectoryEntry(entry.getDN(), type(), addresses(), forwarding(), schema.particulars(this));
    }

    RecipientSchema schema() {
        return schema;
    }

    String dn() {
        return entry.getDN();
    }

    RecipientType type() {
        return schema.type(this);
    }

    /** All SMTP addresses, the primary one first. Each once. */
    List<EmailAddress> addresses() {
        return schema.addresses(this);
    }

    /** Where its mail goes, as stored; empty when it stays. */
    String forwarding() {
        return value(schema.settings().forward());
    }

    /** The first value; empty when there is none. */
    String value(String attribute) {
        return values(attribute).findFirst().orElse("");
    }

    Stream<String> values(String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? Stream.empty() : Arrays.stream(values);
    }

    /** All values, whatever their syntax. */
    List<ASN1OctetString> bytes(String attribute) {
        Attribute present = entry.getAttribute(attribute);
        return present == null ? List.of() : List.of(present.getRawValues());
    }

    /** The first value in hexadecimal; empty when there is none. */
    String hex(String attribute) {
        return bytes(attribute).stream()
                .findFirst()
                .map(value -> HexFormat.of().formatHex(value.getValue()))
                .orElse("");
    }

    /** The value that links the entry to its counterpart, in hexadecimal; empty when nothing does. */
    String anchor(String attribute) {
        return attribute.isEmpty() ? "" : hex(attribute);
    }

    boolean hasSeveral(String attribute) {
        return values(attribute).count() > 1;
    }

    boolean isA(String objectClass) {
        return values(Attributes.OBJECT_CLASS).anyMatch(objectClass::equalsIgnoreCase);
    }

    /** To a list. */
    AttributeChange adding(String attribute, List<String> values) {
        List<ASN1OctetString> before = bytes(attribute);
        List<ASN1OctetString> after = new ArrayList<>(before);
        values.stream().map(ASN1OctetString::new).forEach(after::add);
        return new AttributeChange(attribute, before, after, true);
    }
}
