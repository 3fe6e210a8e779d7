package org.stagepost.directory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.EmailAddress;

/** Opens the Sieve scripts of a server's users at endpoints of kind sieve. Thread-safe; the caller closes what it opened. */
public interface SieveConnector {
    /**
     * The users as a directory that knows forwarding and nothing else: an entry is a mailbox, and its only address the
     * row's. Connects when a user is looked up.
     *
     * @param logins asked for each user; may fail with CREDENTIALS_REFUSED or SECRET_MISSING
     */
    Directory open(Endpoint endpoint, Function<EmailAddress, SieveLogin> logins);

    /**
     * Tests the endpoint stage by stage up to the first failure. With a login up to the list of its scripts, else up to the
     * capabilities; nothing is changed.
     */
    List<ProbeStage> probe(Endpoint endpoint, Optional<SieveLogin> login);
}
