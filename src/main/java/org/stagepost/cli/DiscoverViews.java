package org.stagepost.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.discovery.Step;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;

/** What {@code endpoint discover} prints. */
final class DiscoverViews {
    private record Discovered(int schema, String address, List<ProposalLine> proposals, List<StepLine> steps) {}

    private record ProposalLine(
            String kind,
            String host,
            int port,
            String security,
            String confidence,
            List<String> sources,
            String userName,
            List<String> logins,
            String preset,
            String url,
            List<String> notes,
            String command) {}

    private record StepLine(String method, String asked, String answer, long milliseconds) {
        private static StepLine of(Step step) {
            return new StepLine(
                    step.method(), step.asked(), step.answer(), step.time().toMillis());
        }
    }

    private final EmailAddress address;
    private final String caFile;

    /** @param caFile that was typed, so that the next command has it, too; empty for none */
    DiscoverViews(EmailAddress address, String caFile) {
        this.address = address;
        this.caFile = caFile;
    }

    String text(Found found, boolean withSteps) {
        String proposals = found.proposals().isEmpty()
                ? nothing(found) + " Ask its administrator for host, port and security, then:\n"
                        + "  stagepost endpoint create NAME --kind imap --host HOST --port PORT --security HOW\n"
                : found.proposals().stream().map(this::proposal).collect(Collectors.joining());
        return withSteps ? proposals + steps(found.steps()) : proposals;
    }

    private String nothing(Found found) {
        if (found.isDnsSilent()) {
            return "The DNS server did not answer, so nothing is known of the domain of " + address
                    + ". Ask another one with --dns-server HOST[:PORT], or correct that of this machine.\n"
                    + "Where only a DNS server of your own network knows the domain, its hosts may be private: add"
                    + " --allow-private.\nOr do without:";
        }
        return "No server was found for " + address + "."
                + (found.isPrivateLeftOut()
                        ? " Private addresses were not connected to; --allow-private does.\nOtherwise:"
                        : "");
    }

    /** With numbers to choose by, and all that was tried. */
    String choices(List<Proposal> proposals, List<Step> steps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < proposals.size(); i++) {
            text.append(i + 1).append("  ").append(description(proposals.get(i)));
        }
        return text + steps(steps);
    }

    private String proposal(Proposal proposal) {
        StringBuilder text = new StringBuilder(description(proposal));
        line(text, "next", command(proposal));
        return text.toString();
    }

    private static String description(Proposal proposal) {
        StringBuilder text = new StringBuilder();
        text.append(Columns.left(word(proposal.confidence()), 9))
                .append(Columns.left(word(proposal.kind()), 10))
                .append(proposal.kind() == ProposedKind.EXCHANGE ? proposal.url() : server(proposal))
                .append("\n");
        line(text, "by", String.join(", ", proposal.sources()));
        line(text, "mailboxes are called", proposal.userName());
        line(text, "logins", String.join(", ", proposal.logins()));
        line(text, "preset", proposal.preset());
        proposal.notes().forEach(note -> line(text, "note", note));
        return text.toString();
    }

    private static String server(Proposal proposal) {
        return proposal.host() + ":" + proposal.port() + " " + word(proposal.security());
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("  ")
                    .append(name)
                    .append(": ")
                    .append(Printable.line(value))
                    .append("\n");
        }
    }

    private static String steps(List<Step> steps) {
        return "Tried:\n"
                + steps.stream()
                        .map(step ->
                                "  " + Printable.line(step.method() + "  " + step.asked() + "  -> " + step.answer())
                                        + "  (" + step.time().toMillis() + " ms)\n")
                        .collect(Collectors.joining());
    }

    String json(Found found) {
        return Json.of(new Discovered(
                Json.SCHEMA,
                address.value(),
                found.proposals().stream().map(this::line).toList(),
                found.steps().stream().map(StepLine::of).toList()));
    }

    private ProposalLine line(Proposal proposal) {
        return new ProposalLine(
                word(proposal.kind()),
                proposal.host(),
                proposal.port(),
                word(proposal.security()),
                word(proposal.confidence()),
                proposal.sources(),
                proposal.userName(),
                proposal.logins(),
                proposal.preset(),
                proposal.url(),
                proposal.notes(),
                command(proposal));
    }

    /** Empty for servers that no endpoint can be made of. */
    private String command(Proposal proposal) {
        if (proposal.kind() == ProposedKind.EXCHANGE) {
            return "";
        }
        String preset = proposal.preset().isEmpty()
                ? ""
                : EndpointSetting.optionOf("preset")
                        .map(option -> " " + option + " " + proposal.preset())
                        .orElse("");
        return "stagepost endpoint create NAME --kind " + word(proposal.kind())
                + preset
                + " --host " + proposal.host()
                + " --port " + proposal.port()
                + " --security " + word(proposal.security())
                + (proposal.security() == Security.NONE ? " --allow-plaintext" : "")
                + (proposal.kind() == ProposedKind.SMTP ? " --from " + shellWord(address.value()) : "")
                + (caFile.isEmpty() ? "" : " --ca-file " + shellWord(caFile));
    }

    private static String shellWord(String text) {
        return text.matches("[A-Za-z0-9@%_+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
