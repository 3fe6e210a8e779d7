package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResult;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.directory.ldap.LdapCauses.Cause;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** One test of a directory endpoint: dns, tcp, tls, bind, search base, rights. Ends at the first stage that fails. */
final class LdapProbe {
    private final Endpoint endpoint;
    private final Secret password;
    private final Connections connections;
    private final List<ProbeStage> stages = new ArrayList<>();
    private @Nullable LDAPConnection connection;

    /** Throws what it could not see; returns what it saw. */
    private interface Look {
        String see() throws IOException, LDAPException;
    }

    LdapProbe(Endpoint endpoint, Secret password, Connections connections) {
        this.endpoint = endpoint;
        this.password = password;
        this.connections = connections;
    }

    List<ProbeStage> run() {
        if (isReached()
                && look("bind", this::bind, "Correct the login's user (a DN or user@domain) or its password.")
                && look("search base", this::base, "Correct baseDn, or let the login read that entry.")) {
            look("rights", this::rights, "Let the login write targetAddress under baseDn.");
        }
        if (connection != null) {
            connection.close();
        }
        return List.copyOf(stages);
    }

    private boolean isReached() {
        return look("dns", this::dns, "Correct the host name, or the resolver of this machine.")
                && look("tcp", this::tcp, "Check that the server runs, the port, and firewalls in between.")
                && look("tls", this::tls, tlsRemedy());
    }

    /** @return whether it passed */
    private boolean look(String name, Look look, String remedy) {
        long start = System.nanoTime();
        try {
            String seen = look.see();
            stages.add(ProbeStage.passed(name, Duration.ofNanos(System.nanoTime() - start), seen));
            return true;
        } catch (LDAPException e) {
            Cause known = name.equals("rights") ? Cause.UNKNOWN : LdapCauses.of(e);
            String meaning = TlsWords.why(e, endpoint).orElse(known.meaning());
            String usual = known.remedy().isEmpty() ? remedy : known.remedy();
            fail(
                    name,
                    start,
                    LdapFailures.words(e, password),
                    meaning,
                    tlsRemedy(e).orElse(usual));
        } catch (MigrationException e) {
            fail(name, start, e.detail(), "", remedy);
        } catch (IOException e) {
            fail(name, start, String.valueOf(e.getMessage()), "", remedy);
        }
        return false;
    }

    private void fail(String name, long start, String detail, String cause, String remedy) {
        stages.add(ProbeStage.failed(name, Duration.ofNanos(System.nanoTime() - start), detail, cause, remedy));
    }

    private String dns() throws IOException {
        return Connections.describe(endpoint, Connections.lookUp(endpoint));
    }

    private String tcp() throws IOException {
        try (Socket socket = connections.open(endpoint, Duration.ofMillis(LdapConnections.TIMEOUT_MILLIS))) {
            return "port " + endpoint.port() + " answers"
                    + (endpoint.proxy().isPresent() && socket.isConnected() ? " through the proxy" : "");
        }
    }

    private String tls() throws IOException, LDAPException {
        LDAPConnection opened = LdapConnections.to(endpoint, connections).connect();
        connection = opened;
        SSLSession session = opened.getSSLSession();
        return session == null ? "none: plaintext, as the endpoint allows" : TlsWords.describe(session);
    }

    private String bind() throws LDAPException {
        BindRequest bind = LdapConnections.bindOf(endpoint, password);
        if (bind == null) {
            return "anonymous";
        }
        connected().bind(bind);
        return endpoint.login().user().isEmpty()
                ? "as whom the client certificate names"
                : "as " + endpoint.login().user();
    }

    private String base() throws LDAPException {
        SearchResult result = connected().search(LdapServer.baseRequest(endpoint));
        if (result.getEntryCount() == 0) {
            throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "the login may not read it");
        }
        RootDSE root = connected().getRootDSE();
        ServerTraits traits = ServerTraits.of(root);
        return endpoint.baseDn() + " is there; "
                + (traits.activeDirectory() ? "Active Directory" : "no Active Directory") + ", "
                + (traits.assertions() ? "with" : "without") + " assertions (RFC 4528)";
    }

    private String rights() throws LDAPException {
        return new LdapRights(endpoint, connected()).describe();
    }

    /** Empty when TLS was not to blame, or nothing particular is known of it. */
    private Optional<String> tlsRemedy(LDAPException failure) {
        return TlsWords.why(failure, endpoint)
                .map(FailureCode.ENDPOINT_NOT_TRUSTED::hint)
                .filter(hint -> !hint.equals(FailureCode.ENDPOINT_NOT_TRUSTED.hint()));
    }

    private String tlsRemedy() {
        if (!endpoint.protection().pin().isEmpty()) {
            return "If the server's certificate was renewed, ask its administrator for the new SHA-256, and set pin to it.";
        }
        return endpoint.security() == Security.STARTTLS
                ? "Enable StartTLS at the server, or use security tls; set caFile to the issuing CA, and host to a name"
                        + " in the certificate."
                : "Set caFile to the issuing CA, and host to a name in the certificate.";
    }

    private LDAPConnection connected() {
        if (connection == null) {
            throw new IllegalStateException("no stage before made a connection");
        }
        return connection;
    }
}
