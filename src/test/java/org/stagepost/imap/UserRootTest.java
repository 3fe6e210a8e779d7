package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Mailboxes that are folders of another one, as in shared stores. */
class UserRootTest {
    private static final List<String> OPENING = List.of(
            "S: * OK [CAPABILITY IMAP4rev1 NAMESPACE] ready",
            "C: s1 LOGIN \"admin\" \"pw\"",
            "S: s1 OK [CAPABILITY IMAP4rev1 NAMESPACE] in",
            "C: s2 NAMESPACE",
            "S: * NAMESPACE ((\"\" \"/\")) ((\"users/\" \"/\")) NIL",
            "S: s2 OK done");

    @Test
    void foldersBelowTheRootAreTheUsersThoughTheNamespaceIsForeign() throws IOException {
        List<String> script = List.of(
                "C: s3 LIST \"\" \"users/J&APY-rg\"",
                "S: * LIST (\\Noselect) \"/\" \"users/J&APY-rg\"",
                "S: s3 OK done",
                "C: s4 LIST \"\" \"users/J&APY-rg/*\"",
                "S: * LIST () \"/\" \"users/J&APY-rg/Sent\"",
                "S: s4 OK done",
                "C: s5 LIST \"\" \"users/J&APY-rg\"",
                "S: * LIST (\\Noselect) \"/\" \"users/J&APY-rg\"",
                "S: s5 OK done",
                "C: s6 LSUB \"\" \"users/J&APY-rg/*\"",
                "S: s6 OK done",
                "C: s7 LSUB \"\" \"users/J&APY-rg\"",
                "S: s7 OK done",
                "C: s8 STATUS \"users/J&APY-rg/Sent\" (MESSAGES UIDNEXT UIDVALIDITY)",
                "S: s8 OK done");
        try (ScriptedServer server = served(script);
                SourceMailbox mailbox = open(server, "/users/Jörg/")) {
            assertThat(mailbox.folders())
                    .filteredOn(Folder::selectable)
                    .extracting(Folder::path)
                    .containsExactly(FolderPath.of("Sent"));
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void rootWithFoldersButNotListedItselfIsThere() throws IOException {
        List<String> script = List.of(
                "C: s3 LIST \"\" \"users/ann\"",
                "S: s3 OK done",
                "C: s4 LIST \"\" \"users/ann/%\"",
                "S: * LIST () \"/\" \"users/ann/Sent\"",
                "S: s4 OK done");
        try (ScriptedServer server = served(script);
                SourceMailbox mailbox = open(server, "users/ann")) {
            assertThat(mailbox).isNotNull();
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void mistypedRootIsNoEmptyMailbox() throws IOException {
        List<String> script = List.of(
                "C: s3 LIST \"\" \"users/anm\"", "S: s3 OK done", "C: s4 LIST \"\" \"users/anm/%\"", "S: s4 OK done");
        try (ScriptedServer server = served(script)) {
            assertMissing(server, "users/anm");
            assertThat(server.faults()).isEmpty();
        }
    }

    /** A refusal without a code: gone, when the folder is not listed any more, else the server's own trouble. */
    @ParameterizedTest
    @CsvSource({"true, FOLDER_REFUSED", "false, FOLDER_GONE"})
    void refusedFolderIsGoneOnlyWhenItIsNotListed(boolean listed, FailureCode code) throws IOException {
        String line = "S: * LIST () \"/\" \"users/ann\"";
        List<String> script = new ArrayList<>(List.of(
                "C: s3 LIST \"\" \"users/ann\"",
                line,
                "S: s3 OK done",
                "C: s4 EXAMINE \"users/ann\"",
                "C: s5 UID FETCH 1:* (UID FLAGS RFC822.SIZE)",
                "S: s4 NO cannot open it",
                "S: s5 BAD No mailbox selected",
                "C: s6 LIST \"\" \"users/ann\""));
        if (listed) {
            script.add(line);
        }
        script.add("S: s6 OK done");
        try (ScriptedServer server = served(script);
                SourceMailbox mailbox = open(server, "users/ann")) {
            assertThatThrownBy(() -> mailbox.list(FolderPath.INBOX).await())
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(code));
            assertThat(server.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"users/*", "users/a%", "users/a\r\nb", "/"})
    void rootThatIsNoFoldersPathIsRefused(String root) throws IOException {
        try (ScriptedServer server = served(List.of())) {
            assertMissing(server, root);
            assertThat(server.beyond()).isEmpty();
        }
    }

    private static void assertMissing(ScriptedServer server, String root) {
        assertThatThrownBy(() -> open(server, root))
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.MAILBOX_MISSING));
    }

    private static ScriptedServer served(List<String> lines) throws IOException {
        List<String> script = new ArrayList<>(OPENING);
        script.addAll(lines);
        return new ScriptedServer(ServerSocketFactory.getDefault(), script);
    }

    private static SourceMailbox open(ScriptedServer server, String root) {
        MailboxLogin login = new MailboxLogin(
                LoginStyle.PLAIN, Mechanism.AUTO, "ann", "admin", SecretSource.of(Secret.of("pw")), "*", root);
        return new ImapMailboxConnector().openSource(Endpoints.plain(server.port()), login);
    }
}
