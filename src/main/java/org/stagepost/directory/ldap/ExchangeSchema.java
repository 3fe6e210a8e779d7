package org.stagepost.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

/** Active Directory with Exchange's attributes, and directories that have the same. */
record ExchangeSchema(DirectorySchema settings) implements RecipientSchema {
    private static final String SMTP = "smtp:";
    private static final String PRIMARY = "SMTP:";

    @Override
    public List<String> read() {
        return Stream.concat(
                        Attributes.read().stream(),
                        Stream.concat(Attributes.OF_MAILBOXES.stream(), Stream.of(settings.anchor())))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public List<String> named() {
        return Stream.of(settings.anchor()).filter(name -> !name.isEmpty()).toList();
    }

    @Override
    public List<String> written() {
        return List.of(
                Attributes.TARGET_ADDRESS,
                Attributes.TYPE_DETAILS,
                Attributes.DISPLAY_TYPE,
                Attributes.PROXY_ADDRESSES,
                Attributes.MAILBOX_GUID);
    }

    /** Both spellings of the prefix, for directories that compare proxy addresses exactly. */
    @Override
    public Filter having(String address) {
        return Filter.createORFilter(
                Filter.createEqualityFilter(Attributes.PROXY_ADDRESSES, PRIMARY + address),
                Filter.createEqualityFilter(Attributes.PROXY_ADDRESSES, SMTP + address),
                Filter.createEqualityFilter(Attributes.MAIL, address));
    }

    /** By type details; without them by object class, and then by display type. */
    @Override
    public RecipientType type(LdapEntry entry) {
        String details = entry.value(Attributes.TYPE_DETAILS);
        if (!details.isEmpty()) {
            return ExchangeType.ofDetails(details).map(ExchangeType::type).orElse(RecipientType.OTHER);
        }
        if (entry.isA("group") || entry.isA("groupOfNames") || entry.isA("groupOfUniqueNames")) {
            return RecipientType.GROUP;
        }
        if (entry.isA("contact")) {
            return RecipientType.MAIL_CONTACT;
        }
        return ExchangeType.ofDisplay(entry.value(Attributes.DISPLAY_TYPE))
                .map(ExchangeType::type)
                .orElse(RecipientType.OTHER);
    }

    /** The primary one is the proxy address in capitals, else mail. */
    @Override
    public List<EmailAddress> addresses(LdapEntry entry) {
        Set<EmailAddress> addresses = new LinkedHashSet<>();
        entry.values(Attributes.PROXY_ADDRESSES)
                .filter(proxy -> proxy.startsWith(PRIMARY))
                .map(StoredAddress::withPrefix)
                .flatMap(Optional::stream)
                .forEach(addresses::add);
        entry.values(Attributes.MAIL)
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .forEach(addresses::add);
        entry.values(Attributes.PROXY_ADDRESSES)
                .map(StoredAddress::withPrefix)
                .flatMap(Optional::stream)
                .forEach(addresses::add);
        return List.copyOf(addresses);
    }

    @Override
    public Particulars particulars(LdapEntry entry) {
        MailboxIdentity identity = new MailboxIdentity(
                entry.value(Attributes.LEGACY_DN),
                entry.values(Attributes.PROXY_ADDRESSES).filter(X500::isOne).toList(),
                entry.hex(Attributes.MAILBOX_GUID));
        return new Particulars(
                entry.values(Attributes.MAIL).toList(),
                entry.value(Attributes.HIDDEN).equalsIgnoreCase("TRUE"),
                AccountControl.isDisabled(entry.value(Attributes.ACCOUNT_CONTROL)),
                entry.anchor(settings.anchor()),
                identity);
    }

    /** The identity of the former mailbox is there before anybody gives the new one a licence. */
    @Override
    public List<AttributeChange> becomesMailbox(LdapEntry entry, NewMailbox mailbox) {
        ExchangeType type = ExchangeType.written(mailbox.type());
        List<AttributeChange> changes = new ArrayList<>(types(entry, type.details(), type.display()));
        MailboxIdentity former = mailbox.former();
        List<String> names = new ArrayList<>(former.x500());
        names.add(X500.of(former.legacyDn()));
        X500.added(entry, names).ifPresent(changes::add);
        if (entry.hex(Attributes.MAILBOX_GUID).isEmpty() && !former.guid().isEmpty()) {
            changes.add(guid(entry, former.guid()));
        }
        return changes;
    }

    /** Old mail can be answered, the policy leaves the addresses alone, and a move back finds its mailbox. */
    @Override
    public List<AttributeChange> becomesMailUser(
            LdapEntry entry, Completion completion, Predicate<String> schemaKnows) {
        List<AttributeChange> changes = new ArrayList<>(types(
                entry,
                ExchangeType.MAIL_USER.details(),
                ExchangeType.mailUserDisplay(entry.value(Attributes.DISPLAY_TYPE))));
        X500.added(
                        entry,
                        List.of(X500.of(completion.successor().legacyDn()), X500.of(entry.value(Attributes.LEGACY_DN))))
                .ifPresent(changes::add);
        if (!completion.successor().guid().isEmpty()
                && !completion.successor().guid().equals(entry.hex(Attributes.MAILBOX_GUID))) {
            changes.add(guid(entry, completion.successor().guid()));
        }
        if (schemaKnows.test(Attributes.POLICIES_EXCLUDED)
                && entry.values(Attributes.POLICIES_EXCLUDED).noneMatch(Attributes.ADDRESS_POLICY::equalsIgnoreCase)) {
            changes.add(entry.adding(Attributes.POLICIES_EXCLUDED, List.of(Attributes.ADDRESS_POLICY)));
        }
        return changes;
    }

    /** A display type is only corrected, never given to an entry that has none. */
    private static List<AttributeChange> types(LdapEntry entry, String details, String display) {
        List<AttributeChange> changes = new ArrayList<>();
        changes.add(AttributeChange.of(Attributes.TYPE_DETAILS, entry.value(Attributes.TYPE_DETAILS), details));
        String present = entry.value(Attributes.DISPLAY_TYPE);
        if (!present.isEmpty() && !present.equals(display)) {
            changes.add(AttributeChange.of(Attributes.DISPLAY_TYPE, present, display));
        }
        return changes;
    }

    private static AttributeChange guid(LdapEntry entry, String hex) {
        return new AttributeChange(
                Attributes.MAILBOX_GUID,
                entry.bytes(Attributes.MAILBOX_GUID),
                List.of(new ASN1OctetString(java.util.HexFormat.of().parseHex(hex))),
                false);
    }

    @Override
    public List<String> ofMailboxes() {
        return Attributes.OF_MAILBOXES;
    }

    @Override
    public boolean isList(String attribute) {
        return attribute.equalsIgnoreCase(Attributes.PROXY_ADDRESSES)
                || attribute.equalsIgnoreCase(Attributes.POLICIES_EXCLUDED);
    }
}
