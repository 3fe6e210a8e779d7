package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.endpoint.Hosts;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;

/** Asks where a server is: what a discovery found is offered, and anything else can be typed. */
final class ServerQuestions {
    private final Contexts contexts;
    private final Questions questions;
    private final EndpointResult result;
    private final EndpointRole role;
    private @Nullable EmailAddress address;
    private List<Proposal> proposals = List.of();
    private String usual = "";

    ServerQuestions(Contexts contexts, Questions questions, EndpointResult result, EndpointRole role) {
        this.contexts = contexts;
        this.questions = questions;
        this.result = result;
        this.role = role;
    }

    /** Looks for servers when it is called for the first time. @return settings by the keys of a job file */
    Map<String, String> ask() {
        if (address == null) {
            address = askForAddress();
            discover(address);
        }
        String question = proposals.isEmpty() ? "Host of the IMAP server" : "Which one? Its number, or another host";
        String answer = questions.text(question, usual, this::fault);
        Optional<Proposal> chosen = numbered(answer);
        usual = answer;
        return chosen.isPresent() ? settings(chosen.get()) : byHand(answer);
    }

    private Optional<String> fault(String answer) {
        if (answer.matches("[0-9]+")) {
            String last =
                    proposals.isEmpty() ? "; write a host name or an IP address" : "; the last is " + proposals.size();
            return numbered(answer).isPresent() ? Optional.empty() : Optional.of("there is no server " + answer + last);
        }
        return Hosts.isHost(answer)
                ? Optional.empty()
                : Optional.of("'" + answer + "' is not a host: "
                        + Hosts.portAdvice(answer).orElse("write a host name or an IP address"));
    }

    private EmailAddress askForAddress() {
        String typed = questions.text(
                "Mail address whose server is to be found",
                role.address().value(),
                answer -> EmailAddress.parse(answer).isPresent()
                        ? Optional.empty()
                        : Optional.of("'" + answer + "' is not a mail address: write it as name@domain"));
        return EmailAddress.parse(typed).orElseThrow();
    }

    /** Nobody logs in for that. */
    private void discover(EmailAddress mailbox) {
        result.say("looking for the server of " + mailbox + ", up to half a minute");
        Found found = contexts.discovery(DiscoverySettings.DEFAULT).discover(mailbox);
        proposals = found.proposals().stream()
                .filter(proposal -> proposal.kind() == ProposedKind.IMAP)
                .toList();
        if (proposals.isEmpty()) {
            String why = found.isDnsSilent() ? "the DNS server did not answer" : "no IMAP server was found";
            result.say(why + "; ask the domain's administrator for host, port and security");
        }
        result.say(
                new DiscoverViews(mailbox, "").choices(proposals, found.steps()).stripTrailing());
        usual = proposals.stream()
                .findFirst()
                .filter(best -> isTrusted(best, mailbox))
                .map(best -> "1")
                .orElse("");
    }

    /** Whether Enter may mean it; anything else takes a word. */
    private boolean isTrusted(Proposal best, EmailAddress mailbox) {
        return best.confidence() == Confidence.TOLD
                && best.security() != Security.NONE
                && DiscoveredServer.isInside(best, mailbox)
                && !role.isOtherSide(best.host());
    }

    private Optional<Proposal> numbered(String answer) {
        return answer.matches("[1-9][0-9]{0,3}") && Integer.parseInt(answer) <= proposals.size()
                ? Optional.of(proposals.get(Integer.parseInt(answer) - 1))
                : Optional.empty();
    }

    private Map<String, String> settings(Proposal chosen) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!chosen.preset().isEmpty()) {
            settings.put("preset", chosen.preset());
        }
        String security = chosen.security().name().toLowerCase(Locale.ROOT);
        if (!isAccepted(security)) {
            return byHand(chosen.host());
        }
        return addTo(settings, chosen.host(), security, String.valueOf(chosen.port()));
    }

    private Map<String, String> byHand(String host) {
        String security;
        do {
            security = questions.choice("How the line is protected", List.of("tls", "starttls", "none"), "tls");
        } while (!isAccepted(security));
        String port = questions.text("Port", security.equals("tls") ? "993" : "143", ServerQuestions::portFault);
        return addTo(new LinkedHashMap<>(), host, security, port);
    }

    private static Optional<String> portFault(String answer) {
        boolean sound =
                answer.matches("[0-9]{1,5}") && Integer.parseInt(answer) >= 1 && Integer.parseInt(answer) <= 65_535;
        return sound ? Optional.empty() : Optional.of("'" + answer + "' is not a port: write a number from 1 to 65535");
    }

    private boolean isAccepted(String security) {
        return !security.equals("none")
                || questions.yes("Passwords and mail can be overheard then. Accept that?", "no");
    }

    private static Map<String, String> addTo(Map<String, String> settings, String host, String security, String port) {
        settings.put("host", host);
        settings.put("port", port);
        settings.put("security", security);
        if (security.equals("none")) {
            settings.put("allowPlaintext", "true");
        }
        return settings;
    }
}
