package org.stagepost.discovery.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.Search;
import org.stagepost.discovery.Trail;
import org.stagepost.discovery.http.Redirections.Arrival;
import org.stagepost.model.EmailAddress;

/** Exchange's Autodiscover in JSON (version 2), which tells strangers where the web services are. */
final class JsonAutodiscoverSearch implements Search {
    private static final String METHOD = "autodiscover json";
    private static final String WEB_SERVICES = "EWS";
    private static final String PLAIN_XML = "AutodiscoverV1";

    private final Web web;
    private final PasswordGate gate;

    JsonAutodiscoverSearch(Web web, PasswordGate gate) {
        this.web = web;
        this.gate = gate;
    }

    @Override
    public void search(EmailAddress address, String domain, Trail trail) {
        Journey journey = new Journey();
        for (String host : List.of("autodiscover." + domain, domain)) {
            Optional<JsonAnswer> services = ask(host, WEB_SERVICES, address, trail, journey);
            Optional<Proposal> proposal = services.flatMap(answer -> Exchange.at(answer.url(), METHOD + " of " + host));
            if (proposal.isPresent()) {
                trail.propose(proposal.get());
                trail.propose(Exchange.imapBeside(
                        proposal.get(), proposal.get().sources().get(0)));
                return;
            }
            if (services.isPresent() && inPlainXml(host, address, trail, journey)) {
                return;
            }
        }
    }

    /** It speaks JSON, but does not tell about web services: it may know where the older protocol is spoken. */
    private boolean inPlainXml(String host, EmailAddress address, Trail trail, Journey journey) {
        Optional<PoxAnswer> settings = ask(host, PLAIN_XML, address, trail, journey)
                .flatMap(answer -> WebUrl.parse(answer.url()))
                .filter(url -> url.isHttps() && journey.sentTo(url).isEmpty())
                .flatMap(url -> new PoxDialogue(web, gate, trail, journey).askAt(url, address));
        settings.ifPresent(answer -> answer.proposals().forEach(trail::propose));
        return settings.isPresent();
    }

    private Optional<JsonAnswer> ask(String host, String protocol, EmailAddress address, Trail trail, Journey journey) {
        WebUrl url = WebUrl.https(
                host,
                "/autodiscover/autodiscover.json?Email=" + URLEncoder.encode(address.value(), StandardCharsets.UTF_8)
                        + "&Protocol=" + protocol);
        journey.begin(url);
        return new Redirections(web, METHOD, trail, journey)
                .follow(WebRequest.get(url))
                .flatMap(JsonAutodiscoverSearch::read);
    }

    private static Optional<JsonAnswer> read(Arrival arrival) {
        int status = arrival.reply().status();
        Optional<JsonAnswer> answer = JsonAnswer.read(arrival.reply().body());
        arrival.question()
                .answered(status
                        + answer.map(some -> some.error().isEmpty() ? ": " + some.url() : ": " + some.error())
                                .orElse(status == 200 ? ", but no such answer" : ""));
        return status == 200 ? answer : answer.filter(some -> some.url().isEmpty());
    }
}
