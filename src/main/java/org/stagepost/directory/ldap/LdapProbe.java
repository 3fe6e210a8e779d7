package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.model.MigrationException;

/** One test of a directory endpoint: dns, tcp, tls, bind, search base. Ends at the first stage that fails. */
final class LdapProbe {
    private final Endpoint endpoint;
    private final Secret password;
    private final List<ProbeStage> stages = new ArrayList<>();
    private @Nullable LDAPConnection connection;

    /** Throws what it could not see; returns what it saw. */
    private interface Look {
        String see() throws IOException, LDAPException;
    }

    LdapProbe(Endpoint endpoint, Secret password) {
        this.endpoint = endpoint;
        this.password = password;
    }

    List<ProbeStage> run() {
        if (isReached()
                && look("bind", this::bind, "Correct the login's user (a DN or user@domain) or its password.")) {
            look("search base", this::base, "Correct baseDn, or let the login read that entry.");
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
        boolean passed = false;
        String detail;
        try {
            detail = look.see();
            passed = true;
        } catch (LDAPException e) {
            detail = LdapFailures.words(e, password);
        } catch (IOException | MigrationException e) {
            detail = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        stages.add(new ProbeStage(name, passed, time, detail, passed ? "" : remedy));
        return passed;
    }

    private String dns() throws IOException {
        return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }

    private String tcp() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), LdapConnections.TIMEOUT_MILLIS);
            return "port " + endpoint.port() + " answers";
        }
    }

    private String tls() throws LDAPException {
        LDAPConnection opened = LdapConnections.to(endpoint).connect();
        connection = opened;
        return opened.getSSLSession() == null
                ? "none: plaintext, as the endpoint allows"
                : opened.getSSLSession().getProtocol() + ", certificate trusted for " + endpoint.host();
    }

    private String bind() throws LDAPException {
        BindRequest bind = LdapConnections.bindOf(endpoint, password);
        if (bind == null) {
            return "anonymous";
        }
        connected().bind(bind);
        return "as " + endpoint.login().user();
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

    private String tlsRemedy() {
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
