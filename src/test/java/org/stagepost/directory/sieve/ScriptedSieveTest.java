package org.stagepost.directory.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A ManageSieve server that says what a test wants, and remembers what it was told. */
@Timeout(60)
class ScriptedSieveTest {
    private static final String GREETING = "\"SASL\" \"PLAIN\"\r\n\"SIEVE\" \"fileinto\"\r\nOK\r\n";
    private static final EmailAddress ANN = new EmailAddress("ann@old.example.test");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> journal = new ArrayList<>();

    private MigrationException failure(
            Security security, boolean keepCopy, String greeting, Map<String, String> replies) throws IOException {
        Redirection wanted = new Redirection(new EmailAddress("ann@new.example.test"), false, keepCopy);
        return failure(security, greeting, replies, directory -> directory
                .find(ANN)
                .forEach(entry -> directory.change(entry, wanted, new ListedJournal(journal))));
    }

    private MigrationException failure(
            Security security, String greeting, Map<String, String> replies, Consumer<Directory> action)
            throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(listener, greeting, replies), "sieve-script");
            thread.setDaemon(true);
            thread.start();
            Endpoint endpoint = Endpoint.at(
                    "old-sieve",
                    EndpointKind.SIEVE,
                    "127.0.0.1",
                    listener.getLocalPort(),
                    security == Security.NONE
                            ? new Protection(Security.NONE, true, "", "", false, "", "")
                            : Protection.of(security, ""));
            Directory directory = new ManageSieveConnector(Connections.plain())
                    .open(endpoint, user -> new SieveLogin("ann", "ann", "boss", Secret.of("hunter2-canary")));
            try {
                action.accept(directory);
            } catch (MigrationException e) {
                return e;
            }
            throw new AssertionError("it succeeded");
        }
    }

    private void serve(ServerSocket listener, String greeting, Map<String, String> replies) {
        try (Socket socket = listener.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
            boolean stored = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                String verb = line.replaceFirst(" .*", "");
                if (replies.containsKey(verb)) {
                    socket.getOutputStream().write(replies.get(verb).getBytes(StandardCharsets.UTF_8));
                } else if (stored && verb.equals("LISTSCRIPTS")) {
                    socket.getOutputStream().write("\"stagepost-forward\"\r\nOK\r\n".getBytes(StandardCharsets.UTF_8));
                } else if (verb.equals("GETSCRIPT")) {
                    socket.getOutputStream().write("\"redirect elsewhere\"\r\nOK\r\n".getBytes(StandardCharsets.UTF_8));
                } else if (verb.matches("AUTHENTICATE|LISTSCRIPTS|SETACTIVE|LOGOUT")) {
                    socket.getOutputStream().write("OK\r\n".getBytes(StandardCharsets.UTF_8));
                } else if (line.equals("redirect \"ann@new.example.test\";") && !replies.containsKey("PUTSCRIPT")) {
                    in.readLine();
                    stored = true;
                    socket.getOutputStream().write("OK\r\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            heard.add("*** " + e.getMessage());
        }
    }

    private MigrationException plain(Map<String, String> replies) throws IOException {
        return failure(Security.NONE, false, GREETING, replies);
    }

    @Test
    void withoutStartTlsNothingSecretIsSent() throws IOException {
        MigrationException failure = failure(Security.STARTTLS, false, GREETING, Map.of());

        assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsSaidBehindTheAnswerToStartTlsEndsTheConnection() throws IOException {
        MigrationException failure = failure(
                Security.STARTTLS,
                false,
                "\"STARTTLS\"\r\nOK\r\n",
                Map.of("STARTTLS", "OK\r\n\"SASL\" \"PLAIN\"\r\nOK\r\n"));

        assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
        assertThat(String.join("\n", heard)).doesNotContain("AUTHENTICATE");
    }

    @Test
    void serverWithoutPlainIsRefused() throws IOException {
        MigrationException failure = failure(Security.NONE, false, "\"SASL\" \"GSSAPI\"\r\nOK\r\n", Map.of());

        assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_REFUSED);
        assertThat(failure.detail()).contains("GSSAPI");
    }

    @Test
    void loginThatIsRefusedFailsTheUserAndShowsNoSecret() throws IOException {
        MigrationException failure = plain(Map.of("AUTHENTICATE", "NO \"hunter2-canary is wrong\"\r\n"));

        assertThat(failure.code()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        assertThat(failure.detail()).contains("*** is wrong").doesNotContain("hunter2");
    }

    @Test
    void scriptThatIsRefusedFailsTheUserWithTheServersWords() throws IOException {
        MigrationException failure = plain(Map.of("PUTSCRIPT", "NO (QUOTA/MAXSCRIPTS) \"no more scripts\"\r\n"));

        assertThat(failure.code()).isEqualTo(FailureCode.DIRECTORY_REFUSED);
        assertThat(failure.detail()).endsWith("NO (QUOTA/MAXSCRIPTS) no more scripts");
        assertThat(journal).containsExactly("intend forward", "refuse");
    }

    @Test
    void copyIsNotPromisedWhereTheServerKeepsNone() throws IOException {
        MigrationException failure = failure(Security.NONE, true, GREETING, Map.of());

        assertThat(failure.code()).isEqualTo(FailureCode.DIRECTORY_REFUSED);
        assertThat(journal).isEmpty();
    }

    @Test
    void serverThatLeavesIsAskedAgainLater() throws IOException {
        assertThat(plain(Map.of("LISTSCRIPTS", "BYE \"shutting down\"\r\n")).code())
                .isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(plain(Map.of("LISTSCRIPTS", "\u0001\r\n")).code()).isEqualTo(FailureCode.PROTOCOL_VIOLATED);
        assertThat(failure(Security.NONE, false, "BYE \"too many\"\r\n", Map.of())
                        .code())
                .isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
    }

    @Test
    void textThatWasInactiveIsPutBackOnlyOnceNothingIsActive() throws IOException {
        ScriptState before = new ScriptState(List.of(), "", Optional.of("discard;"));
        ScriptState after = new ScriptState(List.of(), ForwardScript.NAME, Optional.of("keep;"));
        DirectoryChange made = new DirectoryChange(
                ANN, "old-sieve", "ann", Action.FORWARD, before.toLdif("ann"), after.toLdif("ann"), false);
        Map<String, String> replies = Map.of(
                "LISTSCRIPTS", "\"stagepost-forward\" ACTIVE\r\nOK\r\n",
                "GETSCRIPT", "{5}\r\nkeep;\r\nOK\r\n",
                "SETACTIVE", "NO\r\n");

        MigrationException failure = failure(
                Security.NONE, GREETING, replies, directory -> directory.undo(made, new ListedJournal(journal)));

        assertThat(failure.code()).isEqualTo(FailureCode.DIRECTORY_REFUSED);
        assertThat(heard).contains("SETACTIVE \"\"").noneMatch(line -> line.startsWith("PUTSCRIPT"));
        assertThat(journal).containsExactly("intend undo");
    }

    @Test
    void activationThatIsRefusedIsNotConfirmed() throws IOException {
        MigrationException failure = plain(Map.of("SETACTIVE", "NO\r\n"));

        assertThat(failure.code()).isEqualTo(FailureCode.DIRECTORY_REFUSED);
        assertThat(journal).containsExactly("intend forward");
    }
}
