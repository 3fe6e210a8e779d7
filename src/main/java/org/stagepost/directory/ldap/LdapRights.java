package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.Endpoint;

/** Finds out at one entry with an address which attributes the login may write. Writes nothing. */
final class LdapRights {
    /** Active Directory, [MS-ADTS] 3.1.1.4.5.18: what the one who asks may write at this entry. */
    private static final String EFFECTIVE = "allowedAttributesEffective";

    /** LDAP No-Op (draft-zeilenga-ldap-noop), as OpenLDAP has it: everything is checked, nothing is done. */
    private static final String NO_OP = "1.3.6.1.4.1.4203.666.5.2";

    private static final int NOT_DONE = 0x410e;

    private final Endpoint endpoint;
    private final LDAPConnection connection;

    /** Those that forwarding and conversion change; a password cannot be asked for like this. */
    private final List<String> written;

    private final DirectorySchema schema;

    LdapRights(Endpoint endpoint, LDAPConnection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.schema = endpoint.schema();
        this.written = RecipientSchema.of(schema).written();
    }

    /**
     * What the login may write, and what not.
     *
     * @throws LDAPException INSUFFICIENT_ACCESS_RIGHTS when it may not even forward, which every batch with a directory does
     */
    String describe() throws LDAPException {
        Optional<SearchResultEntry> entry = anyRecipient();
        if (entry.isEmpty()) {
            return "cannot be told: the login sees no entry with an address under " + endpoint.baseDn();
        }
        Optional<Set<String>> writable = writable(entry.get());
        if (writable.isEmpty()) {
            return "cannot be told without writing: this server neither lists them nor checks without doing";
        }
        Set<String> refused = new LinkedHashSet<>(written);
        refused.removeAll(writable.get());
        if (refused.contains(schema.forward())) {
            throw new LDAPException(
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                    "the login may not write " + String.join(", ", refused) + " of "
                            + entry.get().getDN());
        }
        return "may write " + String.join(", ", writable.get())
                + (refused.isEmpty()
                        ? ""
                        : "; not " + String.join(", ", refused)
                                + ", which only the target directory needs, to convert");
    }

    private Optional<SearchResultEntry> anyRecipient() throws LDAPException {
        SearchRequest request = new SearchRequest(
                endpoint.baseDn(),
                SearchScope.SUB,
                DereferencePolicy.NEVER,
                1,
                LdapConnections.TIMEOUT_MILLIS / 1000,
                false,
                Filter.createORFilter(
                        Filter.createPresenceFilter(schema.forward()),
                        Filter.createPresenceFilter(schema.mail()),
                        Filter.createPresenceFilter(schema.addresses())),
                requested());
        try {
            return connection.search(request).getSearchEntries().stream().findFirst();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return e.getSearchEntries().stream().findFirst();
            }
            throw e;
        }
    }

    private String[] requested() {
        Set<String> all = new LinkedHashSet<>(written);
        all.add(EFFECTIVE);
        return all.toArray(String[]::new);
    }

    /** Empty when this server has no way to tell. */
    private Optional<Set<String>> writable(SearchResultEntry entry) throws LDAPException {
        if (ServerTraits.of(connection.getRootDSE()).activeDirectory()) {
            return Optional.of(listed(entry));
        }
        Set<String> writable = new LinkedHashSet<>();
        for (String attribute : written) {
            ResultCode result = tried(entry, attribute);
            if (result.equals(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION)) {
                return Optional.empty();
            }
            if (result.intValue() == NOT_DONE || result.equals(ResultCode.NO_OPERATION)) {
                writable.add(attribute);
            }
        }
        return Optional.of(writable);
    }

    /** Active Directory leaves the attribute out where nothing may be written. */
    private Set<String> listed(SearchResultEntry entry) {
        Set<String> effective = new TreeSet<>();
        String[] values = entry.getAttributeValues(EFFECTIVE);
        Arrays.stream(values == null ? new String[0] : values)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(effective::add);
        Set<String> writable = new LinkedHashSet<>(written);
        writable.removeIf(attribute -> !effective.contains(attribute.toLowerCase(Locale.ROOT)));
        return writable;
    }

    /** The control is critical: who does not know it does nothing; and the values are those that are there. */
    private ResultCode tried(SearchResultEntry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        Modification same =
                new Modification(ModificationType.REPLACE, attribute, values == null ? new String[0] : values);
        ModifyRequest request = new ModifyRequest(entry.getDN(), same);
        request.addControl(new Control(NO_OP, true));
        try {
            return connection.modify(request).getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }
}
