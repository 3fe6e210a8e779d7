package org.stagepost.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.discovery.Names.DnsAnswer;
import org.stagepost.endpoint.Security;

/** Looks whether a host that may well be the IMAP server exists, and listens on IMAP's ports. */
public final class NameGuess {
    private static final int IMAPS = 993;
    private static final int IMAP = 143;
    private static final int MAX_ADDRESSES = 3;

    private final Names names;
    private final AddressPolicy policy;
    private final PortKnock knock;

    public NameGuess(Names names, AddressPolicy policy, PortKnock knock) {
        this.names = names;
        this.policy = policy;
        this.knock = knock;
    }

    void at(String host, String source, Trail trail) {
        Trail.Question question = trail.ask("guess", host);
        DnsAnswer<InetAddress> answer = names.addresses(host);
        if (answer.records().isEmpty()) {
            question.answered(answer.words());
            return;
        }
        List<String> objections = new ArrayList<>();
        for (InetAddress address :
                answer.records().stream().limit(MAX_ADDRESSES).toList()) {
            Optional<String> objection = policy.objection(address);
            if (objection.isPresent()) {
                objections.add(address.getHostAddress() + " " + objection.get() + ": not connected to");
            } else if (knocked(host, address, source, trail, question)) {
                return;
            }
        }
        question.answered(
                objections.isEmpty()
                        ? "exists, but neither port 993 nor 143 answers from here"
                        : String.join(", ", objections));
    }

    private boolean knocked(String host, InetAddress address, String source, Trail trail, Trail.Question question) {
        boolean tls = knock.answers(address, IMAPS);
        if (!tls && !knock.answers(address, IMAP)) {
            return false;
        }
        int port = tls ? IMAPS : IMAP;
        trail.propose(Proposal.of(
                ProposedKind.IMAP,
                new Proposal.Server(host, port, tls ? Security.TLS : Security.STARTTLS),
                Confidence.GUESSED,
                source));
        question.answered(address.getHostAddress() + " answers on port " + port);
        return true;
    }
}
