package org.stagepost.directory;

import java.util.List;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;

/** Opens directories at endpoints of kind ldap. Thread-safe; the caller closes what it opened. */
public interface DirectoryConnector {
    /** Fails with DIRECTORY_UNREACHABLE, ENDPOINT_NOT_TRUSTED or ENDPOINT_REFUSED (bind, missing base). */
    Directory open(Endpoint endpoint, Secret password);

    /** Tests the endpoint stage by stage up to the first failure; never throws for what a server does. */
    List<ProbeStage> probe(Endpoint endpoint, Secret password);
}
