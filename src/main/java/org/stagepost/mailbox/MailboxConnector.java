package org.stagepost.mailbox;

import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;

/**
 * Opens mailboxes at endpoints of one kind.
 * Thread-safe; each mailbox it opens belongs to the caller, who closes it.
 * Opening fails with ENDPOINT_UNREACHABLE, ENDPOINT_NOT_TRUSTED, ENDPOINT_REFUSED (the administrator's login),
 * CREDENTIALS_REFUSED (this mailbox's login), MAILBOX_MISSING, MAILBOX_BUSY or CONNECTION_LOST (after the login).
 */
public interface MailboxConnector {
    EndpointKind kind();

    /** For reading only: nothing that is done with it changes the mailbox, not even a \Seen or \Recent flag. */
    SourceMailbox openSource(Endpoint endpoint, MailboxLogin login);

    TargetMailbox openTarget(Endpoint endpoint, MailboxLogin login);

    /** For looking only, on either side: nothing that is done with it changes the mailbox. */
    MailboxSurvey openSurvey(Endpoint endpoint, MailboxLogin login);

    /**
     * Tests the endpoint stage by stage up to the first failure; never throws for what a server does.
     * Without a login it ends before authentication. Never changes a folder that was there before.
     */
    List<ProbeStage> probe(Endpoint endpoint, Optional<MailboxLogin> login, ProbeDepth depth);

    /** Since the process began, by server; empty where nobody counts. */
    default List<ServerTraffic> traffic() {
        return List.of();
    }
}
