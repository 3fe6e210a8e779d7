package org.stagepost.discovery.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.Search;
import org.stagepost.discovery.Trail;
import org.stagepost.model.EmailAddress;

/** Asks for the document that Thunderbird looks for, over https only. */
final class AutoconfigSearch implements Search {
    private static final String METHOD = "autoconfig";

    private final Web web;
    private final Place place;
    private final Confidence confidence;

    /** Where the document may lie. */
    enum Place {
        OWN_HOST,
        WELL_KNOWN
    }

    /** @param confidence of what such a document says: GUESSED for a domain that is not known to be the mailbox's */
    AutoconfigSearch(Web web, Place place, Confidence confidence) {
        this.web = web;
        this.place = place;
        this.confidence = confidence;
    }

    @Override
    public void search(EmailAddress address, String domain, Trail trail) {
        WebUrl url = url(address, domain);
        Journey journey = new Journey();
        journey.begin(url);
        new Redirections(web, METHOD, trail, journey)
                .follow(WebRequest.get(url))
                .ifPresent(arrival -> read(arrival, domain, trail));
    }

    private WebUrl url(EmailAddress address, String domain) {
        return switch (place) {
            case OWN_HOST ->
                WebUrl.https(
                        "autoconfig." + domain,
                        "/mail/config-v1.1.xml?emailaddress="
                                + URLEncoder.encode(address.value(), StandardCharsets.UTF_8));
            case WELL_KNOWN -> WebUrl.https(domain, "/.well-known/autoconfig/mail/config-v1.1.xml");
        };
    }

    private void read(Redirections.Arrival arrival, String domain, Trail trail) {
        int status = arrival.reply().status();
        if (status != 200) {
            arrival.question().answered(String.valueOf(status));
            return;
        }
        String source = METHOD + " of " + arrival.url().host();
        Optional<List<Proposal>> servers = new AutoconfigXml(domain, confidence, source)
                .read(arrival.reply().body());
        servers.ifPresent(all -> all.forEach(trail::propose));
        arrival.question()
                .answered(
                        servers.map(all -> "200, servers in it: " + all.size()).orElse("200, but no such document"));
    }
}
