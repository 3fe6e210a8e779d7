package org.stagepost.imap;

import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** Opens mailboxes behind IMAP servers. */
public final class ImapMailboxConnector implements MailboxConnector {
    private final WireLimits limits;
    private final Lines lines = new Lines();

    public ImapMailboxConnector() {
        this(WireLimits.STANDARD);
    }

    public ImapMailboxConnector(WireLimits limits) {
        this.limits = limits;
    }

    @Override
    public EndpointKind kind() {
        return EndpointKind.IMAP;
    }

    @Override
    public SourceMailbox openSource(Endpoint endpoint, MailboxLogin login) {
        return new ImapOpening(endpoint, login, limits, lines).source();
    }

    @Override
    public TargetMailbox openTarget(Endpoint endpoint, MailboxLogin login) {
        return new ImapOpening(endpoint, login, limits, lines).target();
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint, Optional<MailboxLogin> login) {
        return new ImapProbe(endpoint, limits, lines).run(login);
    }
}
