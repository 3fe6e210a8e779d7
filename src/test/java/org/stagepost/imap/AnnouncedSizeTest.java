package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** A text may be somewhat longer than the size that comes with it, and no more; 1.1 times and 1 MB. */
class AnnouncedSizeTest {
    @ParameterizedTest
    @CsvSource({
        "RFC822.SIZE 10,      1000000, 1000000",
        "RFC822.SIZE 10,      1048587, 1048587",
        "RFC822.SIZE 10,      1048588, PROTOCOL_VIOLATED",
        "RFC822.SIZE 4000000, 5448576, 5448576",
        "RFC822.SIZE 4000000, 5448577, PROTOCOL_VIOLATED",
        // whoever announces nothing is not a liar
        "RFC822.RECENT 1,     3000000, 3000000"
    })
    void textBeyondItEndsTheConnection(String announced, int length, String outcome) throws IOException {
        List<String> script = List.of(
                "OPEN: source",
                "C: s4 UID FETCH 1 (UID FLAGS INTERNALDATE BODY.PEEK[])",
                "S-: * 1 FETCH (UID 1 " + announced + " FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] {"
                        + length + "}\\r\\n",
                "S*: " + length + " x",
                "S: )",
                "S: s4 OK done");
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script);
                SourceMailbox mailbox = new ImapMailboxConnector()
                        .openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
            assertThat(read(mailbox)).isEqualTo(outcome);
        }
    }

    private static String read(SourceMailbox mailbox) {
        CollectingSink sink = new CollectingSink();
        try {
            mailbox.read(FolderPath.INBOX, List.of(new ItemKey("1")), sink).await();
        } catch (MigrationException e) {
            return e.code().name();
        }
        return Integer.toString(sink.texts.get(0).length());
    }
}
