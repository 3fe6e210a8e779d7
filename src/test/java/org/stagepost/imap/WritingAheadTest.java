package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.TargetFolder;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Several slices and changes on their way to a target before it has answered the first. */
@Timeout(60)
class WritingAheadTest {
    private static final FolderPath WORK = FolderPath.of("Work");
    private static final String MULTI = "OPEN: target MULTIAPPEND LITERAL+ UIDPLUS";
    private static final String SINGLE = "OPEN: target LITERAL+ UIDPLUS";

    @Test
    void foldersAreMadeAndOpenedInOneBurst() throws IOException {
        List<String> script = List.of(
                MULTI,
                "C: s4 CREATE \"Work\"",
                "C: s5 CREATE \"Play\"",
                "S: s5 OK done",
                "S: s4 NO [ALREADYEXISTS] there",
                "C: s6 SELECT \"Work\"",
                "C: s7 SELECT \"Play\"",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 8]",
                "S: s6 OK done",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 9]",
                "S: s7 OK done");

        served(script, mailbox -> {
            Pending<FolderPath> work = mailbox.create(WORK, Set.of());
            Pending<FolderPath> play = mailbox.create(FolderPath.of("Play"), Set.of());
            assertThat(work.await()).isEqualTo(WORK);
            Pending<TargetFolder> workFolder = mailbox.open(work.await());
            Pending<TargetFolder> playFolder = mailbox.open(play.await());
            assertThat(playFolder.await().status().identity()).isEqualTo("9");
            assertThat(workFolder.await().status().identity()).isEqualTo("8");
        });
    }

    @Test
    void theNextSliceIsWrittenBeforeTheLastIsAnswered() throws IOException {
        List<String> script = new ArrayList<>(List.of(MULTI));
        script.addAll(appended("s4", "() ", "one"));
        script.addAll(appended("s5", "() ", "two"));
        script.add("S: s4 NO Message contains invalid header");
        script.add("S: s5 OK [APPENDUID 7 11] done");

        served(script, mailbox -> {
            Pending<List<ItemOutcome>> one = write(mailbox, "one");
            Pending<List<ItemOutcome>> two = write(mailbox, "two");

            assertThat(told(two)).containsExactly("two COPIED as 11");
            assertThat(told(one)).containsExactly("one REFUSED");
        });
    }

    @Test
    void singleAppendsAreMatchedByTheirTags() throws IOException {
        List<String> script = new ArrayList<>(List.of(SINGLE));
        script.addAll(appended("s4", "() ", "one"));
        script.addAll(appended("s5", "() ", "two"));
        script.addAll(appended("s6", "() ", "six"));
        script.add("S: s6 OK [APPENDUID 7 12] done");
        script.add("S: s4 OK [APPENDUID 7 11] done");
        script.add("S: s5 NO [TOOBIG] not that");

        served(script, mailbox -> assertThat(told(write(mailbox, "one", "two", "six")))
                .containsExactly("one COPIED as 11", "two REFUSED", "six COPIED as 12"));
    }

    @Test
    void noMoreThanSixteenSingleAppendsAreUnderWay() throws IOException {
        List<String> script = new ArrayList<>(List.of(SINGLE));
        String[] texts = new String[17];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "t" + (10 + i);
            if (i == 16) {
                script.add("S: s4 OK [APPENDUID 7 20] done");
            }
            script.addAll(appended("s" + (4 + i), "() ", texts[i]));
        }
        for (int i = 1; i < texts.length; i++) {
            script.add("S: s" + (4 + i) + " OK [APPENDUID 7 " + (20 + i) + "] done");
        }

        served(script, mailbox -> assertThat(told(write(mailbox, texts)))
                .hasSize(17)
                .allMatch(line -> line.contains("COPIED")));
    }

    /** The text is gone when the refusal comes; a slice's first message is kept for that. */
    @Test
    void aMessageThatWasRefusedAloneIsSentAgainWithoutItsKeywords() throws IOException {
        for (String opening : List.of(MULTI, SINGLE)) {
            List<String> script = new ArrayList<>(List.of(opening));
            script.addAll(appended("s4", "($Forwarded) ", "one"));
            script.add("S: s4 NO Too many user flags");
            script.addAll(appended("s5", "() ", "one"));
            script.add("S: s5 OK [APPENDUID 7 11] done");

            served(script, mailbox -> assertThat(told(write(mailbox, "one+$Forwarded")))
                    .containsExactly("one COPIED as 11 without keywords"));
        }
    }

    @Test
    void keywordsOfARefusedSliceWaitForTheServerNextTime() throws IOException {
        List<String> script = new ArrayList<>(List.of(MULTI));
        script.addAll(appended("s4", "($Forwarded) ", "one"));
        script.remove(script.size() - 1);
        script.add("C:  () \"29-Feb-2024 13:45:07 +0000\" {5+}");
        script.add("C: two");
        script.add("C: ");
        script.add("S: s4 NO Too many user flags");
        script.add("C: s5 APPEND \"INBOX\" ($Forwarded) \"29-Feb-2024 13:45:07 +0000\" {5}");
        script.add("S: s5 NO Too many user flags");
        script.addAll(appended("s6", "() ", "one"));
        script.add("S: s6 OK [APPENDUID 7 11] done");

        served(script, mailbox -> {
            assertThat(told(write(mailbox, "one+$Forwarded", "two"))).containsExactly("one UNDECIDED", "two UNDECIDED");
            assertThat(told(write(mailbox, "one+$Forwarded"))).containsExactly("one COPIED as 11 without keywords");
        });
    }

    /** What would be deleted under another UIDVALIDITY is not ours. */
    @Test
    void nothingIsDeletedBeforeTheFolderIsKnownToBeTheSame() throws IOException {
        List<String> script = List.of(
                MULTI,
                "C: s4 SELECT \"Work\"",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 8]",
                "S: s4 OK done",
                "C: s5 SELECT \"INBOX\"",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s5 OK done",
                "C: s6 SELECT \"Work\"",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 9]",
                "S: s6 OK done");

        served(script, mailbox -> {
            mailbox.open(WORK).await();
            mailbox.open(FolderPath.INBOX).await();
            Pending<Boolean> removed = mailbox.remove(WORK, List.of(new ItemKey("1")));
            assertThatThrownBy(removed::await)
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.FOLDER_REBUILT));
        });
    }

    private static List<String> appended(String tag, String marks, String text) {
        return List.of(
                "C: " + tag + " APPEND \"INBOX\" " + marks + "\"29-Feb-2024 13:45:07 +0000\" {" + (text.length() + 2)
                        + "+}",
                "C: " + text,
                "C: ");
    }

    private static Pending<List<ItemOutcome>> write(TargetMailbox mailbox, String... messages) {
        try (SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
            for (String message : messages) {
                List<String> parts = Arrays.asList(message.split("\\+"));
                Marks marks = new Marks(Set.of(), Set.copyOf(parts.subList(1, parts.size())));
                writer.add(
                        new ItemHead(new ItemKey(parts.get(0)), SeedItem.ARRIVED, marks),
                        new MemoryContent((parts.get(0) + "\r\n").getBytes(StandardCharsets.US_ASCII)));
            }
            return writer.finish();
        }
    }

    private static List<String> told(Pending<List<ItemOutcome>> outcomes) {
        return outcomes.await().stream().map(ItemOutcome::toString).toList();
    }

    private static void served(List<String> script, Consumer<TargetMailbox> client) throws IOException {
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            try (TargetMailbox mailbox = new ImapMailboxConnector()
                    .openTarget(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
                client.accept(mailbox);
            }
            assertThat(server.faults()).isEmpty();
            assertThat(server.beyond()).isEmpty();
        }
    }
}
