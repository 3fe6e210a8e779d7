package org.stagepost.discovery.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stagepost.discovery.HostName;
import org.stagepost.discovery.Names;
import org.stagepost.discovery.Names.DnsAnswer;
import org.stagepost.discovery.Names.ServiceRecord;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.discovery.Search;
import org.stagepost.discovery.Trail;
import org.stagepost.discovery.http.PoxAnswer.Action;
import org.stagepost.model.EmailAddress;

/**
 * Exchange's Autodiscover with plain XML, in the documented order: the domain itself, its host {@code autodiscover}, where
 * that one redirects to over http, and the SRV record. The first that answers decides.
 */
final class AutodiscoverSearch implements Search {
    static final String PATH = "/autodiscover/autodiscover.xml";
    private static final int MAX_TARGETS = 3;

    private final Web web;
    private final Names names;
    private final PasswordGate gate;

    AutodiscoverSearch(Web web, Names names, PasswordGate gate) {
        this.web = web;
        this.names = names;
        this.gate = gate;
    }

    @Override
    public void search(EmailAddress address, String domain, Trail trail) {
        Journey journey = new Journey();
        PoxDialogue dialogue = new PoxDialogue(web, gate, trail, journey);
        journey.on(address.key());
        Optional<EmailAddress> current = Optional.of(address);
        while (current.isPresent()) {
            Optional<PoxAnswer> answer = ask(current.get(), dialogue, trail);
            answer.ifPresent(some -> propose(some, trail));
            current = answer.filter(some -> some.action() == Action.REDIRECT_ADDRESS)
                    .flatMap(some -> otherAddress(some, journey, trail));
        }
    }

    private Optional<PoxAnswer> ask(EmailAddress address, PoxDialogue dialogue, Trail trail) {
        String domain = HostName.of(address.domain()).orElse("");
        if (domain.isEmpty()) {
            return Optional.empty();
        }
        return dialogue.ask(WebUrl.https(domain, PATH), address)
                .or(() -> dialogue.ask(WebUrl.https("autodiscover." + domain, PATH), address))
                .or(() -> dialogue.askWay(new WebUrl(false, "autodiscover." + domain, 80, PATH))
                        .flatMap(url -> dialogue.askAt(url, address)))
                .or(() -> atService("_autodiscover._tcp." + domain, address, dialogue, trail));
    }

    private Optional<PoxAnswer> atService(String name, EmailAddress address, PoxDialogue dialogue, Trail trail) {
        Trail.Question question = trail.ask("SRV", name);
        DnsAnswer<ServiceRecord> answer = names.services(name);
        question.answered(
                answer.records().isEmpty()
                        ? answer.words()
                        : answer.records().stream().map(ServiceRecord::toString).collect(Collectors.joining(", ")));
        List<WebUrl> targets = answer.records().stream()
                .filter(record -> record.isOffered() && record.port() > 0)
                .limit(MAX_TARGETS)
                .map(record -> new WebUrl(true, record.target(), record.port(), PATH))
                .toList();
        for (WebUrl target : targets) {
            Optional<PoxAnswer> settings = dialogue.ask(target, address);
            if (settings.isPresent()) {
                return settings;
            }
        }
        return Optional.empty();
    }

    private static void propose(PoxAnswer answer, Trail trail) {
        answer.proposals().forEach(trail::propose);
        answer.proposals().stream()
                .filter(proposal -> proposal.kind() == ProposedKind.EXCHANGE)
                .findFirst()
                .ifPresent(proposal -> trail.propose(
                        Exchange.imapBeside(proposal, proposal.sources().get(0))));
    }

    private static Optional<EmailAddress> otherAddress(PoxAnswer answer, Journey journey, Trail trail) {
        Optional<EmailAddress> next = EmailAddress.parse(answer.words());
        String objection = next.map(some -> journey.sentOn(some.key())).orElse("no address, not followed");
        if (!objection.isEmpty()) {
            trail.ask("autodiscover", "RedirectAddr " + answer.words()).answered(objection);
        }
        return objection.isEmpty() ? next : Optional.empty();
    }
}
