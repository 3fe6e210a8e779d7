package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.List;
import java.util.function.Predicate;
import org.stagepost.directory.Completion;
import org.stagepost.directory.DirectoryEntry.Particulars;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;

/** How a directory's entries say what they are to mail, and what is written to make them something else. */
interface RecipientSchema {
    static RecipientSchema of(DirectorySchema settings) {
        return switch (settings.style()) {
            case EXCHANGE -> new ExchangeSchema(settings);
            case GENERIC -> new GenericSchema(settings);
        };
    }

    DirectorySchema settings();

    /** Attributes that are read of every entry. Passwords are written and never read. */
    List<String> read();

    /** Attributes whose names are settings, and may be wrong. */
    List<String> named();

    /** Attributes that conversion and forwarding write, the forwarding one first. */
    List<String> written();

    /** Entries that may have the address; built of filter objects, which escape values (RFC 4515 §3), never of text. */
    Filter having(String address);

    RecipientType type(LdapEntry entry);

    /** All SMTP addresses, the primary one first. Each once. */
    List<EmailAddress> addresses(LdapEntry entry);

    Particulars particulars(LdapEntry entry);

    /** What makes a mail-enabled user a mailbox, but for its password and its forwarding. */
    List<AttributeChange> becomesMailbox(LdapEntry entry, NewMailbox mailbox);

    /** What makes a mailbox a mail-enabled user, but for its forwarding and for what is cleared. */
    List<AttributeChange> becomesMailUser(LdapEntry entry, Completion completion, Predicate<String> schemaKnows);

    /** Attributes that only a mailbox has. */
    List<String> ofMailboxes();

    /** Others may add and remove other values of it meanwhile. */
    boolean isList(String attribute);
}
