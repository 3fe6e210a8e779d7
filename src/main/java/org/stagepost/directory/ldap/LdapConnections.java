package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.SCRAMSHA256BindRequest;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
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
    static LdapConnections to(Endpoint endpoint, Connections connections) {
        SocketFactory sockets = endpoint.security() == Security.TLS
                ? EndpointTls.sockets(endpoint, connections)
                : new PlainSockets(endpoint, connections);
        PostConnectProcessor startTls = endpoint.security() == Security.STARTTLS
                ? new StartTls(EndpointTls.sockets(endpoint, connections))
                : null;
        return new LdapConnections(new SingleServerSet(endpoint.host(), endpoint.port(), sockets, options()), startTls);
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(TIMEOUT_MILLIS);
        options.setResponseTimeoutMillis(TIMEOUT_MILLIS);
        options.setFollowReferrals(false);
        options.setNameResolver(new NobodyAsked());
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

    /** Null for an anonymous bind. A simple bind takes a DN, in Active Directory also user@domain and DOMAIN\\user. */
    static @Nullable BindRequest bindOf(Endpoint endpoint, Secret password) {
        if (endpoint.login().as() != LoginAs.ADMIN) {
            return null;
        }
        String user = endpoint.login().user();
        return switch (endpoint.login().mechanism()) {
            case EXTERNAL -> external(endpoint);
            case PLAIN -> new PLAINBindRequest(user, required(endpoint, password));
            case SCRAM_SHA_256 -> new SCRAMSHA256BindRequest(user, required(endpoint, password));
            case AUTO, LOGIN, XOAUTH2, OAUTHBEARER -> new SimpleBindRequest(user, required(endpoint, password));
        };
    }

    /** RFC 4513 §5.2.3: the certificate shown in the TLS handshake says who binds. */
    private static BindRequest external(Endpoint endpoint) {
        if (endpoint.protection().clientCertificate().isEmpty()) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED,
                    "endpoint " + endpoint.name() + ": mechanism external needs clientCertificate and clientKey");
        }
        // OpenLDAP asks back without credentials, and an empty authorization id is what nobody in particular is called
        return new EXTERNALBindRequest(endpoint.login().user());
    }

    private static String required(Endpoint endpoint, Secret password) {
        if (password.isEmpty()) {
            // RFC 4513 §5.1.2: servers take a name without a password for an anonymous bind
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED,
                    "endpoint " + endpoint.name() + ": the password of "
                            + endpoint.login().user() + " is empty");
        }
        return password.reveal();
    }
}
