package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.MailboxLogin;

/**
 * Conversations with odd and hostile servers: one file each. {@code TARGET} says that the mailbox is to be written to, {@code COMPRESS} that its endpoint always compresses, {@code LOGIN:} who logs in if not ann with pw, {@code DO:} is what the client is asked, {@code IS:} what it
 * tells afterwards; the other lines are {@link ScriptedServer}'s.
 */
class WireScriptsTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/imap-scripts");
    /** The real limits, but in small and without patience. */
    static final WireLimits TIGHT = new WireLimits(
            2_000,
            20_000,
            8,
            5,
            1_000,
            500,
            2_000,
            10_000,
            20,
            30_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(700),
            Duration.ofMillis(700));

    static Stream<String> scripts() {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void endsAsTheScriptSays(String script) throws IOException {
        List<String> lines = Files.readAllLines(SCRIPTS.resolve(script), StandardCharsets.UTF_8);
        Security security = lines.contains("STARTTLS") ? Security.STARTTLS : Security.NONE;
        String side = lines.stream().anyMatch(line -> line.startsWith("OPEN: target") || line.equals("TARGET"))
                ? "target"
                : "source";

        Compression compression = lines.contains("COMPRESS") ? Compression.ALWAYS : Compression.AUTO;

        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), lines)) {
            Endpoint endpoint = Endpoints.of("127.0.0.1", server.port(), security, "");
            List<String> told = new ScriptedClient(
                            new ImapMailboxConnector(TIGHT), Endpoints.compressing(endpoint, compression), login(lines))
                    .perform(side, after("DO: ", lines));

            assertThat(server.faults()).isEmpty();
            assertThat(told).isEqualTo(after("IS: ", lines));
            assertThat(server.beyond()).isEmpty();
        }
    }

    /** Style, mechanism, mailbox, who logs in, and the secrets that it has one after the other. */
    private static MailboxLogin login(List<String> lines) {
        List<String> typed = after("LOGIN: ", lines);
        if (typed.isEmpty()) {
            return Endpoints.user("ann", "pw");
        }
        List<String> words = List.of(typed.get(0).replace("%01", "\u0001").split(" "));
        LoginStyle style = LoginStyle.valueOf(words.get(0));
        return new MailboxLogin(
                style,
                Mechanism.valueOf(words.get(1)),
                words.get(2),
                words.get(3),
                new RenewedSecret(words.subList(4, words.size())),
                style.defaultSeparator(),
                "");
    }

    private static List<String> after(String prefix, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
