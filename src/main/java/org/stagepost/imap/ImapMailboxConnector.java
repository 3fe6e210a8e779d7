package org.stagepost.imap;

import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** Opens mailboxes behind IMAP servers. */
public final class ImapMailboxConnector implements MailboxConnector {
    private final WireLimits limits;
    private final Lines lines;

    public ImapMailboxConnector() {
        this(WireLimits.STANDARD);
    }

    public ImapMailboxConnector(Connections connections) {
        this(WireLimits.STANDARD, connections);
    }

    public ImapMailboxConnector(WireLimits limits) {
        this(limits, Connections.plain());
    }

    public ImapMailboxConnector(WireLimits limits, Connections connections) {
        this.limits = limits;
        this.lines = new Lines(connections);
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
    public MailboxSurvey openSurvey(Endpoint endpoint, MailboxLogin login) {
        return new ImapOpening(endpoint, login, limits, lines).survey();
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint, Optional<MailboxLogin> login, ProbeDepth depth) {
        return new ImapProbe(endpoint, login, limits, lines).run(depth);
    }

    @Override
    public List<ServerTraffic> traffic() {
        return lines.traffic();
    }
}
