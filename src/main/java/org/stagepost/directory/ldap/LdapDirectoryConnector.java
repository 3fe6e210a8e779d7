package org.stagepost.directory.ldap;

import java.util.List;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;

/** Opens directories over LDAP (RFC 4511): Active Directory, OpenLDAP and others with Exchange's mail attributes. */
public final class LdapDirectoryConnector implements DirectoryConnector {
    private final Connections connections;

    public LdapDirectoryConnector() {
        this(Connections.plain());
    }

    public LdapDirectoryConnector(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Directory open(Endpoint endpoint, Secret password) {
        LdapServer server = LdapServer.open(endpoint, password, connections);
        try {
            return new LdapDirectory(server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint, Secret password) {
        return new LdapProbe(endpoint, password, connections).run();
    }
}
