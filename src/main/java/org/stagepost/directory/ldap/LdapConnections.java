package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Connects to an endpoint as its security asks: TLS first, StartTLS before anything else, or plaintext. */
final class LdapConnections {
    static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(20).toMillis();
    private static final int POOLED_AT_MOST = 4;

    private final SingleServerSet server;

    /** Null where no StartTLS is due. */
    private final @Nullable PostConnectProcessor startTls;

    private LdapConnections(SingleServerSet server, @Nullable PostConnectProcessor startTls) {
        this.server = server;
        this.startTls = startTls;
    }

    /** @throws MigrationException ENDPOINT_NOT_TRUSTED when the endpoint's CA file cannot be read */
    static LdapConnections to(Endpoint endpoint) {
        SocketFactory sockets =
                endpoint.security() == Security.TLS ? new VerifiedSockets(endpoint) : SocketFactory.getDefault();
        PostConnectProcessor startTls = endpoint.security() == Security.STARTTLS
                ? new StartTLSPostConnectProcessor(new VerifiedSockets(endpoint))
                : null;
        return new LdapConnections(new SingleServerSet(endpoint.host(), endpoint.port(), sockets, options()), startTls);
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(TIMEOUT_MILLIS);
        options.setResponseTimeoutMillis(TIMEOUT_MILLIS);
        options.setFollowReferrals(false);
        return options;
    }

    /** One connection, protected and not bound. */
    LDAPConnection connect() throws LDAPException {
        LDAPConnection connection = server.getConnection();
        if (startTls != null) {
            try {
                startTls.processPreAuthenticatedConnection(connection);
            } catch (LDAPException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    LdapPool pool(@Nullable BindRequest bind) throws LDAPException {
        LDAPConnectionPool pool = new LDAPConnectionPool(server, bind, 1, POOLED_AT_MOST, startTls);
        pool.setCreateIfNecessary(false);
        pool.setMaxWaitTimeMillis(TIMEOUT_MILLIS);
        return new LdapPool(pool);
    }

    /** Null for an anonymous bind. */
    static @Nullable BindRequest bindOf(Endpoint endpoint, Secret password) {
        if (endpoint.login().as() != LoginAs.ADMIN) {
            return null;
        }
        if (password.isEmpty()) {
            // RFC 4513 §5.1.2: servers take a name without a password for an anonymous bind
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED,
                    "endpoint " + endpoint.name() + ": the password of "
                            + endpoint.login().user() + " is empty");
        }
        return new SimpleBindRequest(endpoint.login().user(), password.reveal());
    }
}
