package org.stagepost.discovery.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.discovery.http.PoxAnswer.Action;

/** Reads the answers of Autodiscover servers ([MS-OXDSCLI] §2.2.4). */
final class PoxXml {
    private static final int MOST_SERVERS = 20;

    private PoxXml() {}

    /**
     * Empty when it is no such answer.
     *
     * @param source of the proposals
     */
    static Optional<PoxAnswer> read(byte[] document, String source) {
        return XmlTree.parse(document)
                .filter(root -> root.isCalled("Autodiscover"))
                .flatMap(root -> root.first("Response"))
                .flatMap(response -> answer(response, source));
    }

    private static Optional<PoxAnswer> answer(XmlTree response, String source) {
        Optional<PoxAnswer> error = response.first("Error").map(PoxXml::error);
        return error.isPresent() ? error : response.first("Account").flatMap(account -> account(account, source));
    }

    private static PoxAnswer error(XmlTree error) {
        String message = error.textOf("Message");
        return PoxAnswer.of(
                Action.ERROR, "error " + error.textOf("ErrorCode") + (message.isEmpty() ? "" : ": " + message));
    }

    private static Optional<PoxAnswer> account(XmlTree account, String source) {
        Optional<PoxAnswer> error = account.first("Error").map(PoxXml::error);
        if (error.isPresent()) {
            return error;
        }
        return switch (account.textOf("Action").toLowerCase(Locale.ROOT)) {
            case "redirectaddr" -> Optional.of(PoxAnswer.of(Action.REDIRECT_ADDRESS, account.textOf("RedirectAddr")));
            case "redirecturl" -> Optional.of(PoxAnswer.of(Action.REDIRECT_URL, account.textOf("RedirectUrl")));
            case "settings" -> Optional.of(settings(account, source));
            default -> Optional.empty();
        };
    }

    private static PoxAnswer settings(XmlTree account, String source) {
        List<PoxProtocol> protocols = account.all("Protocol")
                .flatMap(PoxXml::withInner)
                .map(PoxProtocol::new)
                .toList();
        return PoxAnswer.settings(protocols.stream()
                .sorted(PoxProtocol.OUTSIDE_FIRST)
                .flatMap(protocol -> protocol.proposals(source))
                .limit(MOST_SERVERS)
                .toList());
    }

    /** WEB holds the protocols of Outlook on the web within Internal and External. */
    private static Stream<XmlTree> withInner(XmlTree protocol) {
        return Stream.concat(
                Stream.of(protocol),
                Stream.of("External", "Internal").flatMap(protocol::all).flatMap(side -> side.all("Protocol")));
    }
}
