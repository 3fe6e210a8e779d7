package org.stagepost.discovery;

import java.util.stream.Collectors;
import org.stagepost.discovery.Names.DnsAnswer;
import org.stagepost.discovery.Names.ServiceRecord;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;

/** SRV records of mail services (RFC 6186 §3, RFC 8314 §5.1); what a domain does not offer is not guessed either. */
public final class SrvSearch implements Search {
    static final String METHOD = "SRV";

    private final Names names;
    private final Service service;

    /** The services that are looked for. */
    public enum Service {
        IMAPS("_imaps._tcp.", ProposedKind.IMAP, Security.TLS),
        IMAP("_imap._tcp.", ProposedKind.IMAP, Security.STARTTLS),
        SUBMISSIONS("_submissions._tcp.", ProposedKind.SMTP, Security.TLS),
        SUBMISSION("_submission._tcp.", ProposedKind.SMTP, Security.STARTTLS);

        private final String prefix;
        private final ProposedKind kind;
        private final Security security;

        Service(String prefix, ProposedKind kind, Security security) {
            this.prefix = prefix;
            this.kind = kind;
            this.security = security;
        }
    }

    public SrvSearch(Names names, Service service) {
        this.names = names;
        this.service = service;
    }

    @Override
    public void search(EmailAddress address, String domain, Trail trail) {
        String name = service.prefix + domain;
        Trail.Question question = trail.ask(METHOD, name);
        DnsAnswer<ServiceRecord> answer = names.services(name);
        answer.records().stream()
                .filter(record -> record.isOffered() && record.port() > 0)
                .map(record -> proposal(record, name, domain))
                .forEach(trail::propose);
        if (!answer.records().isEmpty() && answer.records().stream().noneMatch(ServiceRecord::isOffered)) {
            trail.notOffered(new Trail.Offer(service.kind, service.security));
        }
        question.answered(words(answer));
    }

    private static String words(DnsAnswer<ServiceRecord> answer) {
        if (answer.records().isEmpty()) {
            return answer.words();
        }
        return answer.records().stream().map(ServiceRecord::toString).collect(Collectors.joining(", "));
    }

    /** RFC 6186 §6: DNS alone can be forged, so a person should look at hosts outside the domain. */
    private Proposal proposal(ServiceRecord record, String name, String domain) {
        Proposal proposal = Proposal.of(
                service.kind,
                new Proposal.Server(record.target(), record.port(), service.security),
                Confidence.TOLD,
                "SRV " + name);
        return HostName.isWithin(record.target(), domain)
                ? proposal
                : proposal.noting("outside of " + domain + ": make sure that it serves this domain");
    }
}
