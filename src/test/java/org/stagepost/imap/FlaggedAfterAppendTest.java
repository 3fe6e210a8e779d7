package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

/** A target that loses flags which come with APPEND. */
@Timeout(60)
class FlaggedAfterAppendTest {
    static final Marks STARRED = new Marks(Set.of(Marks.Flag.FLAGGED, Marks.Flag.SEEN), Set.of());

    @Test
    void theFlagIsStoredWhenTheCopyIsKnown() throws IOException {
        List<String> script = List.of(
                "OPEN: target LITERAL+ UIDPLUS",
                "C: s4 APPEND \"INBOX\" (\\Seen) \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: one",
                "C: ",
                "C: s5 APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: two",
                "C: ",
                "S: s4 OK [APPENDUID 7 11] done",
                "S: s5 OK [APPENDUID 7 12] done",
                "C: s6 UID STORE 11 +FLAGS.SILENT (\\Flagged)",
                "S: s6 OK done");

        assertThat(written(script, ImapQuirk.FLAGGED_AFTER_APPEND))
                .containsExactly("one COPIED as 11", "two COPIED as 12");
    }

    @Test
    void aFlagThatIsRefusedIsMissing() throws IOException {
        List<String> script = List.of(
                "OPEN: target LITERAL+ UIDPLUS",
                "C: s4 APPEND \"INBOX\" (\\Seen) \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: one",
                "C: ",
                "C: s5 APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: two",
                "C: ",
                "S: s4 OK [APPENDUID 7 11] done",
                "S: s5 OK [APPENDUID 7 12] done",
                "C: s6 UID STORE 11 +FLAGS.SILENT (\\Flagged)",
                "S: s6 NO not here");

        assertThat(written(script, ImapQuirk.FLAGGED_AFTER_APPEND))
                .containsExactly("one COPIED as 11 without \\Flagged", "two COPIED as 12");
    }

    @Test
    void aCopyWhoseKeyIsNotToldLacksTheFlag() throws IOException {
        List<String> script = List.of(
                "OPEN: target LITERAL+ UIDPLUS",
                "C: s4 APPEND \"INBOX\" (\\Seen) \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: one",
                "C: ",
                "C: s5 APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: two",
                "C: ",
                "S: s4 OK done",
                "S: s5 OK [APPENDUID 7 12] done");

        assertThat(written(script, ImapQuirk.FLAGGED_AFTER_APPEND))
                .containsExactly("one COPIED without \\Flagged", "two COPIED as 12");
    }

    @Test
    void withoutKeysTheFlagGoesWithTheMessage() throws IOException {
        List<String> script = List.of(
                "OPEN: target LITERAL+",
                "C: s4 APPEND \"INBOX\" (\\Flagged \\Seen) \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: one",
                "C: ",
                "C: s5 APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: two",
                "C: ",
                "S: s4 OK done",
                "S: s5 OK done");

        assertThat(written(script, ImapQuirk.FLAGGED_AFTER_APPEND)).containsExactly("one COPIED", "two COPIED");
    }

    @Test
    void otherServersGetItWithTheMessage() throws IOException {
        List<String> script = List.of(
                "OPEN: target LITERAL+ UIDPLUS",
                "C: s4 APPEND \"INBOX\" (\\Flagged \\Seen) \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: one",
                "C: ",
                "C: s5 APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" {5+}",
                "C: two",
                "C: ",
                "S: s4 OK [APPENDUID 7 11] done",
                "S: s5 OK [APPENDUID 7 12] done");

        assertThat(written(script)).containsExactly("one COPIED as 11", "two COPIED as 12");
    }

    private static List<String> written(List<String> script, ImapQuirk... quirks) throws IOException {
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            List<String> told;
            Endpoint endpoint = Endpoints.plain(server.port()).withQuirks(Set.of(quirks));
            try (TargetMailbox mailbox = new ImapMailboxConnector().openTarget(endpoint, Endpoints.user("ann", "pw"))) {
                Pending<List<ItemOutcome>> outcomes = write(mailbox, FolderPath.INBOX);
                told = outcomes.await().stream().map(ItemOutcome::toString).toList();
                assertThat(outcomes.await()).hasSize(2);
            }
            assertThat(server.faults()).isEmpty();
            assertThat(server.beyond()).isEmpty();
            return told;
        }
    }

    static Pending<List<ItemOutcome>> write(TargetMailbox mailbox, FolderPath folder) {
        try (SliceWriter writer = mailbox.write(folder)) {
            writer.add(new ItemHead(new ItemKey("one"), SeedItem.ARRIVED, STARRED), content("one"));
            writer.add(new ItemHead(new ItemKey("two"), SeedItem.ARRIVED, Marks.NONE), content("two"));
            return writer.finish();
        }
    }

    private static MemoryContent content(String text) {
        return new MemoryContent((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
