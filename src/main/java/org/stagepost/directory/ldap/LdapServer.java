package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A directory server behind a few bound connections, searched and changed only under the endpoint's base. */
final class LdapServer implements AutoCloseable {
    /** More than one entry is ambiguous already; the rest is for the message. */
    private static final int ENTRIES_AT_MOST = 10;

    private static final int SECONDS_AT_MOST = LdapConnections.TIMEOUT_MILLIS / 1000;

    private final Endpoint endpoint;
    private final LdapFailures failures;
    private final LdapPool pool;
    private final ServerTraits traits;
    private final RecipientSchema schema;
    private @Nullable Schema types;

    private LdapServer(Endpoint endpoint, LdapPool pool) throws LDAPException {
        this.endpoint = endpoint;
        this.failures = new LdapFailures(endpoint);
        this.pool = pool;
        this.schema = RecipientSchema.of(endpoint.schema());
        this.traits = ServerTraits.of(pool.run(LDAPConnection::getRootDSE));
        pool.run(connection -> connection.search(baseRequest(endpoint)));
    }

    /** @throws MigrationException DIRECTORY_UNREACHABLE, ENDPOINT_NOT_TRUSTED, ENDPOINT_REFUSED (bind, base) */
    static LdapServer open(Endpoint endpoint, Secret password, Connections connections) {
        try {
            LdapPool pool = LdapConnections.to(endpoint, connections).pool(LdapConnections.bindOf(endpoint, password));
            try {
                return new LdapServer(endpoint, pool);
            } catch (LDAPException e) {
                pool.close();
                throw e;
            }
        } catch (LDAPException e) {
            throw new LdapFailures(endpoint).ofEndpoint(e, password);
        }
    }

    /** Finds out whether the base is there; asks for no attributes (RFC 4511 §4.5.1.8). */
    static SearchRequest baseRequest(Endpoint endpoint) {
        return new SearchRequest(
                endpoint.baseDn(),
                SearchScope.BASE,
                Filter.createPresenceFilter(Attributes.OBJECT_CLASS),
                SearchRequest.NO_ATTRIBUTES);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    RecipientSchema schema() {
        return schema;
    }

    ServerTraits traits() {
        return traits;
    }

    /** The first ten matches under the base. */
    List<LdapEntry> search(Filter filter) {
        try {
            return entries(pool.run(connection -> connection.search(subtreeRequest(filter)))
                    .getSearchEntries());
        } catch (LDAPSearchException e) {
            // The server's own limit may be lower than ours: two entries are enough to know, fewer are not.
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED) && e.getEntryCount() > 1) {
                return entries(e.getSearchEntries());
            }
            throw failures.ofEndpoint(e, Secret.of(""));
        } catch (LDAPException e) {
            throw failures.ofEndpoint(e, Secret.of(""));
        }
    }

    private SearchRequest subtreeRequest(Filter filter) {
        return new SearchRequest(
                endpoint.baseDn(),
                SearchScope.SUB,
                DereferencePolicy.NEVER,
                ENTRIES_AT_MOST,
                SECONDS_AT_MOST,
                false,
                filter,
                attributes());
    }

    private String[] attributes() {
        return schema.read().toArray(String[]::new);
    }

    private List<LdapEntry> entries(List<SearchResultEntry> found) {
        return found.stream().map(entry -> new LdapEntry(entry, schema)).toList();
    }

    /** The entry as it is now; empty when it is gone. Fails with DIRECTORY_REFUSED for an entry outside the base. */
    Optional<LdapEntry> read(String dn) {
        try {
            if (!DN.isDescendantOf(dn, endpoint.baseDn(), true)) {
                throw new MigrationException(
                        FailureCode.DIRECTORY_REFUSED,
                        dn + " is not under baseDn \"" + endpoint.baseDn() + "\" of endpoint " + endpoint.name());
            }
            return pool.run(connection -> Optional.ofNullable(connection.getEntry(dn, attributes())))
                    .map(entry -> new LdapEntry(entry, schema));
        } catch (LDAPException e) {
            throw failures.ofEndpoint(e, Secret.of(""));
        }
    }

    /** Untranslated: the caller looks at the entry before it gives up. */
    void modify(Supplier<ModifyRequest> request) throws LDAPException {
        pool.run(connection -> connection.modify(request.get()));
    }

    /** Why the server would refuse the request; empty when it would not, or cannot tell without doing it. */
    Optional<LDAPException> wouldRefuse(Supplier<ModifyRequest> request) {
        try {
            pool.run(connection -> connection.modify(WriteRights.withoutDoing(request.get())));
            return Optional.empty();
        } catch (LDAPException e) {
            if (LdapFailures.isUnreachable(e)) {
                throw failures.ofEndpoint(e, Secret.of(""));
            }
            return WriteRights.isNoRefusal(e.getResultCode()) ? Optional.empty() : Optional.of(e);
        }
    }

    /** Those of the attributes that the login may not write at the entry; none where the server cannot tell. */
    Set<String> refused(String dn, Set<String> attributes) {
        Set<String> asked = new LinkedHashSet<>(attributes);
        asked.add(WriteRights.EFFECTIVE);
        WriteRights rights =
                new WriteRights(traits.activeDirectory(), request -> pool.run(connection -> connection.modify(request))
                        .getResultCode());
        try {
            Entry entry = pool.run(connection -> connection.getEntry(dn, asked.toArray(String[]::new)));
            Set<String> refused = new LinkedHashSet<>(attributes);
            refused.removeAll(
                    entry == null
                            ? attributes
                            : rights.writable(entry, attributes).orElse(attributes));
            return refused;
        } catch (LDAPException e) {
            throw failures.ofEndpoint(e, Secret.of(""));
        }
    }

    MigrationException refusal(String dn, LDAPException e, Secret password) {
        return failures.ofChange(dn, e, password);
    }

    /** Whether the server's schema (RFC 4512 §4.2) has the attribute. */
    boolean knowsAttribute(String name) {
        return attributeTypes().getAttributeType(name) != null;
    }

    /** @throws MigrationException ENDPOINT_REFUSED when the endpoint's own names are not those of the directory */
    void requireAttributes() {
        List<String> unknown =
                schema.named().stream().filter(name -> !knowsAttribute(name)).toList();
        if (!unknown.isEmpty()) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED,
                    "endpoint " + endpoint.name() + " (" + endpoint.address() + "): the directory has no attribute "
                            + String.join(", ", unknown) + "; correct the endpoint's schema");
        }
    }

    /** Read once: it is large, and asked for with each user. */
    private synchronized Schema attributeTypes() {
        try {
            Schema known = types == null ? pool.run(LDAPConnection::getSchema) : types;
            types = known;
            return known;
        } catch (LDAPException e) {
            throw failures.ofEndpoint(e, Secret.of(""));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
