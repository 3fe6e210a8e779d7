package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;

/** An entry as the server sent it, and how it reads as a recipient. */
final class LdapEntry {
    private static final String SMTP = "smtp:";
    private static final String PRIMARY = "SMTP:";

    private final Entry entry;

    LdapEntry(Entry entry) {
        this.entry = entry;
    }

    DirectoryEntry toDirectoryEntry() {
        return new DirectoryEntry(entry.getDN(), type(), addresses(), value(Attributes.TARGET_ADDRESS));
    }

    String dn() {
        return entry.getDN();
    }

    /** The first value; empty when there is none. */
    String value(String attribute) {
        return values(attribute).findFirst().orElse("");
    }

    boolean hasSeveral(String attribute) {
        return values(attribute).count() > 1;
    }

    boolean isA(String objectClass) {
        return values(Attributes.OBJECT_CLASS).anyMatch(objectClass::equalsIgnoreCase);
    }

    /** By type details; without them by object class, and then by display type. */
    RecipientType type() {
        String details = value(Attributes.TYPE_DETAILS);
        if (!details.isEmpty()) {
            return ExchangeType.ofDetails(details).map(ExchangeType::type).orElse(RecipientType.OTHER);
        }
        if (isA("group") || isA("groupOfNames") || isA("groupOfUniqueNames")) {
            return RecipientType.GROUP;
        }
        if (isA("contact")) {
            return RecipientType.MAIL_CONTACT;
        }
        return ExchangeType.ofDisplay(value(Attributes.DISPLAY_TYPE))
                .map(ExchangeType::type)
                .orElse(RecipientType.OTHER);
    }

    /** All SMTP addresses, the primary one first: the proxy address in capitals, else mail. Each once. */
    List<EmailAddress> addresses() {
        Set<EmailAddress> addresses = new LinkedHashSet<>();
        proxies(PRIMARY).forEach(addresses::add);
        values(Attributes.MAIL)
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .forEach(addresses::add);
        values(Attributes.PROXY_ADDRESSES)
                .map(LdapEntry::withoutPrefix)
                .flatMap(Optional::stream)
                .forEach(addresses::add);
        return List.copyOf(addresses);
    }

    private Stream<EmailAddress> proxies(String prefix) {
        return values(Attributes.PROXY_ADDRESSES)
                .filter(proxy -> proxy.startsWith(prefix))
                .map(LdapEntry::withoutPrefix)
                .flatMap(Optional::stream);
    }

    private static Optional<EmailAddress> withoutPrefix(String proxy) {
        boolean smtp = proxy.regionMatches(true, 0, SMTP, 0, SMTP.length());
        return smtp ? EmailAddress.parse(proxy.substring(SMTP.length()).strip()) : Optional.empty();
    }

    /** Whether a stored targetAddress leads to the address, with or without its prefix. */
    static boolean leadsTo(String targetAddress, EmailAddress address) {
        return withoutPrefix(targetAddress)
                .or(() -> EmailAddress.parse(targetAddress))
                .filter(address::equals)
                .isPresent();
    }

    private Stream<String> values(String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? Stream.empty() : Arrays.stream(values);
    }
}
