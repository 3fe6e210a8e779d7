package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import javax.net.ssl.SSLSocketFactory;

/** Lays TLS over each new connection before anything else (RFC 4511 §4.14), and says so when the server refuses. */
final class StartTls implements PostConnectProcessor {
    private final StartTLSPostConnectProcessor upgrade;

    StartTls(SSLSocketFactory sockets) {
        this.upgrade = new StartTLSPostConnectProcessor(sockets);
    }

    @Override
    public void processPreAuthenticatedConnection(LDAPConnection connection) throws LDAPException {
        try {
            upgrade.processPreAuthenticatedConnection(connection);
        } catch (LDAPException e) {
            if (e.getResultCode().isClientSideResultCode()) {
                throw e;
            }
            throw new LDAPException(
                    e.getResultCode(), "it refuses StartTLS; nothing secret was sent: " + e.getMessage(), e);
        }
    }

    @Override
    public void processPostAuthenticatedConnection(LDAPConnection connection) {}
}
