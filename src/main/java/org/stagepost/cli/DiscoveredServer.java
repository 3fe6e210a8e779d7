package org.stagepost.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.model.EmailAddress;

/** What {@code endpoint create} takes from a discovery when no host is typed: only what the domain itself tells. */
final class DiscoveredServer {
    private final Contexts contexts;
    private final EndpointResult result;

    DiscoveredServer(Contexts contexts, EndpointResult result) {
        this.contexts = contexts;
        this.result = result;
    }

    /**
     * Adds kind, preset, host, port and security.
     *
     * @param settings what was typed; a port or a security among it must be the server's
     * @throws CommandRefused when nothing is told; a guess is never taken
     */
    void addTo(Map<String, String> settings, EmailAddress address, DiscoveryReach reach) {
        if (settings.containsKey("host")) {
            throw new CommandRefused("--host and --address are given", "write one of them");
        }
        ProposedKind kind = kind(settings.getOrDefault("kind", "imap"));
        Found found = contexts.discovery(reach.settings(settings.getOrDefault("caFile", "")))
                .discover(address);
        List<Proposal> fitting = found.proposals().stream()
                .filter(proposal -> proposal.kind() == kind)
                .filter(proposal -> fits(settings, proposal))
                .toList();
        Proposal told = fitting.stream()
                .filter(proposal -> proposal.confidence() == Confidence.TOLD)
                .findFirst()
                .orElseThrow(() -> refusal(kind, address, fitting, found));
        requireInside(told, address);
        settings.put("kind", word(kind));
        if (!told.preset().isEmpty()) {
            settings.putIfAbsent("preset", told.preset());
        }
        settings.put("host", told.host());
        settings.put("port", String.valueOf(told.port()));
        settings.put("security", word(told.security()));
        result.say("found " + words(told) + " by " + String.join(", ", told.sources()));
        told.notes().forEach(note -> result.say("note: " + Printable.line(note)));
    }

    /** RFC 6186 §6: DNS may be forged, and whoever forged it has a certificate for the name that he wrote there. */
    private static void requireInside(Proposal told, EmailAddress address) {
        if (!isInside(told, address)) {
            throw new CommandRefused(
                    "the domain of " + address + " names a server outside of it: " + words(told)
                            + "; no password is sent there unless you say that it is the right one",
                    "if it is, write " + preset(told) + "--host " + told.host() + " --port " + told.port()
                            + " --security " + word(told.security()));
        }
    }

    static boolean isInside(Proposal proposal, EmailAddress address) {
        String domain = address.domain().toLowerCase(Locale.ROOT);
        return proposal.host().equals(domain) || proposal.host().endsWith("." + domain);
    }

    private static String preset(Proposal told) {
        return told.preset().isEmpty() ? "" : "--preset " + told.preset() + " ";
    }

    private static ProposedKind kind(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "imap" -> ProposedKind.IMAP;
            case "smtp" -> ProposedKind.SMTP;
            default -> throw new CommandRefused("--address finds servers of kind imap and smtp only", "write --host");
        };
    }

    private static boolean fits(Map<String, String> settings, Proposal proposal) {
        return settings.getOrDefault("port", String.valueOf(proposal.port())).equals(String.valueOf(proposal.port()))
                && settings.getOrDefault("security", word(proposal.security()))
                        .equalsIgnoreCase(word(proposal.security()));
    }

    private static CommandRefused refusal(
            ProposedKind kind, EmailAddress address, List<Proposal> guesses, Found found) {
        String next = "see 'stagepost endpoint discover " + address + "', then give --host, --port and --security";
        if (guesses.isEmpty() && found.isDnsSilent()) {
            return new CommandRefused(
                    "the DNS server did not answer, so nothing is known of the domain of " + address,
                    "ask another one with --dns-server HOST[:PORT], with --allow-private where the domain's hosts are"
                            + " private; or give --host, --port and --security");
        }
        if (guesses.isEmpty()) {
            return new CommandRefused("no server of kind " + word(kind) + " was found for " + address, next);
        }
        String list = guesses.stream().map(DiscoveredServer::words).collect(Collectors.joining(", "));
        return new CommandRefused(
                "the domain of " + address + " does not tell its server; guessed, and not taken: " + list, next);
    }

    private static String words(Proposal proposal) {
        return word(proposal.kind()) + " " + proposal.host() + ":" + proposal.port() + " " + word(proposal.security());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
