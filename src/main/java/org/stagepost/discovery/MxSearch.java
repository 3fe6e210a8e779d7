package org.stagepost.discovery;

import java.util.List;
import java.util.Optional;
import org.stagepost.discovery.Names.DnsAnswer;
import org.stagepost.model.EmailAddress;

/**
 * Guesses from the hosts that take mail for the domain: they may be a provider's, their own domain may have an autoconfig,
 * or mailboxes may lie there as well. Weak evidence: many domains let a filter elsewhere take their mail.
 */
public final class MxSearch implements Search {
    static final String METHOD = "MX";

    private final Names names;
    private final Search autoconfig;
    private final NameGuess guess;

    /** @param autoconfig is asked about the mail host's domain; what it proposes is a guess then */
    public MxSearch(Names names, Search autoconfig, NameGuess guess) {
        this.names = names;
        this.autoconfig = autoconfig;
        this.guess = guess;
    }

    @Override
    public void search(EmailAddress address, String domain, Trail trail) {
        Trail.Question question = trail.ask(METHOD, domain);
        DnsAnswer<String> answer = names.mailHosts(domain);
        question.answered(answer.records().isEmpty() ? answer.words() : String.join(", ", answer.records()));
        List<KnownProvider> providers = answer.records().stream()
                .map(KnownProvider::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!providers.isEmpty()) {
            String source = "MX " + answer.records().get(0);
            providers.forEach(provider -> trail.propose(provider.proposal(source)));
            return;
        }
        answer.records().stream().findFirst().ifPresent(host -> atOwnHost(address, domain, host, trail));
    }

    private void atOwnHost(EmailAddress address, String domain, String mailHost, Trail trail) {
        domainOf(mailHost)
                .filter(other -> !other.equals(domain))
                .ifPresent(other -> autoconfig.search(address, other, trail));
        guess.at(mailHost, "MX of " + domain, trail);
    }

    /** Without the first label, unless what is left may be a registry such as {@code co.uk}. */
    static Optional<String> domainOf(String mailHost) {
        String rest = mailHost.substring(mailHost.indexOf('.') + 1);
        int dot = rest.indexOf('.');
        boolean mayBeRegistry = dot < 0 || (rest.lastIndexOf('.') == dot && dot <= 3);
        return mayBeRegistry ? Optional.empty() : Optional.of(rest);
    }
}
