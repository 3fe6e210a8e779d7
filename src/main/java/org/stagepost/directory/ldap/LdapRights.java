package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.Endpoint;

/** Finds out at one entry with an address which attributes the login may write. Writes nothing. */
final class LdapRights {
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
                                + ", which the target directory needs to convert, and the source to complete");
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
        all.add(WriteRights.EFFECTIVE);
        return all.toArray(String[]::new);
    }

    /** Empty when this server has no way to tell. */
    private Optional<Set<String>> writable(SearchResultEntry entry) throws LDAPException {
        boolean activeDirectory = ServerTraits.of(connection.getRootDSE()).activeDirectory();
        return new WriteRights(
                        activeDirectory, request -> connection.modify(request).getResultCode())
                .writable(entry, written);
    }
}
