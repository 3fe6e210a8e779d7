package org.stagepost.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.oauth.HttpTokens;

/**
 * Tests an endpoint whose mailboxes are opened with access tokens. The token is got between two connections: somebody may
 * have to sign in for it, and no server waits that long for a login.
 */
final class TokenProbe {
    private final MailboxConnector imap;
    private final MailboxLogins logins;
    private final HttpTokens tokens;

    TokenProbe(MailboxConnector imap, MailboxLogins logins, HttpTokens tokens) {
        this.imap = imap;
        this.logins = logins;
        this.tokens = tokens;
    }

    List<ProbeStage> run(Endpoint endpoint, TokenGrant grant, ProbeRequest request) {
        String mailbox = request.mailbox();
        List<ProbeStage> stages = new ArrayList<>(imap.probe(endpoint, Optional.empty(), ProbeDepth.READ));
        if (!stages.stream().allMatch(ProbeStage::passed)) {
            return stages;
        }
        if (mailbox.isEmpty() && grant.isPerMailbox()) {
            stages.add(ProbeStage.untested("token", "each mailbox has a token of its own, name one"));
            return stages;
        }
        ProbeStage token = tokens.probe(grant, mailbox);
        stages.add(token);
        if (token.passed() && mailbox.isEmpty()) {
            stages.add(ProbeStage.untested("login", "a token opens mailboxes, name one"));
        }
        return token.passed() && !mailbox.isEmpty() ? withMailbox(endpoint, token, request) : stages;
    }

    private List<ProbeStage> withMailbox(Endpoint endpoint, ProbeStage token, ProbeRequest request) {
        List<ProbeStage> stages = new ArrayList<>(imap.probe(
                endpoint,
                Optional.of(logins.admin(endpoint, request.mailbox(), "")),
                request.asTarget() ? ProbeDepth.WRITE : ProbeDepth.READ));
        int login = 0;
        while (login < stages.size() && !stages.get(login).name().equals("login")) {
            login++;
        }
        stages.add(login, token);
        return stages;
    }
}
