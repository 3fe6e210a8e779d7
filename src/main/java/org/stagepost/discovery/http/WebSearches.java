package org.stagepost.discovery.http;

import java.util.List;
import org.stagepost.discovery.AddressPolicy;
import org.stagepost.discovery.CommonNameSearch;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoveryBounds;
import org.stagepost.discovery.DiscoveryLogin;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.MxSearch;
import org.stagepost.discovery.NameGuess;
import org.stagepost.discovery.Names;
import org.stagepost.discovery.ParallelSearch;
import org.stagepost.discovery.SrvSearch;
import org.stagepost.discovery.SrvSearch.Service;

/** All the ways to find a server, put together. */
public final class WebSearches {
    private final Names names;
    private final Dialer dialer;
    private final DiscoveryBounds bounds;

    public WebSearches(Names names, Dialer dialer, DiscoveryBounds bounds) {
        this.names = names;
        this.dialer = dialer;
        this.bounds = bounds;
    }

    /**
     * What the domain tells comes first, then guesses.
     *
     * @param login of the settings, with its password
     */
    public Discovery discovery(DiscoverySettings settings, DiscoveryLogin login) {
        AddressPolicy policy = settings.allowPrivate() ? AddressPolicy.EVERYWHERE : AddressPolicy.PUBLIC_ONLY;
        Web web = new PinnedWeb(names, policy, dialer, settings.caFile(), bounds);
        PasswordGate gate = new PasswordGate(login, settings.passwordHosts()::contains);
        NameGuess guess = new NameGuess(names, policy, new DialedKnock(dialer));
        return new ParallelSearch(
                List.of(
                        new SrvSearch(names, Service.IMAPS),
                        new SrvSearch(names, Service.IMAP),
                        new AutoconfigSearch(web, AutoconfigSearch.Place.OWN_HOST, Confidence.TOLD),
                        new AutoconfigSearch(web, AutoconfigSearch.Place.WELL_KNOWN, Confidence.TOLD),
                        new AutodiscoverSearch(web, names, gate),
                        new JsonAutodiscoverSearch(web, gate),
                        new SrvSearch(names, Service.SUBMISSIONS),
                        new SrvSearch(names, Service.SUBMISSION),
                        new MxSearch(
                                names,
                                new AutoconfigSearch(web, AutoconfigSearch.Place.OWN_HOST, Confidence.GUESSED),
                                guess),
                        new CommonNameSearch("imap", guess),
                        new CommonNameSearch("mail", guess)),
                bounds);
    }
}
