package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Several questions under way, and servers that answer them in their own way. */
@Timeout(60)
class ReadingAheadTest {
    private static final FolderPath WORK = FolderPath.of("Work");
    private static final String MESSAGE = " (UID FLAGS INTERNALDATE BODY.PEEK[])";
    private static final String SUMMARY = "UID FETCH 1:* (UID FLAGS RFC822.SIZE)";

    private final CollectingSink first = new CollectingSink();
    private final CollectingSink second = new CollectingSink();

    @Test
    void anEndThatComesLateHoldsNothingUp() throws IOException {
        List<String> script = List.of(
                "C: s4 UID FETCH 1" + MESSAGE,
                "C: s5 EXAMINE \"INBOX\"",
                "C: s6 UID FETCH 2" + MESSAGE,
                text(1, "one"),
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s5 OK done",
                text(2, "two"),
                "S: s6 OK done",
                "S: s4 OK done");

        served(script, this::readOneAndTwo);

        assertThat(first.texts).containsExactly("one");
        assertThat(second.texts).containsExactly("two");
    }

    @Test
    void dataOfMessagesBeforeTheNextFolderIsOpenIsNobodys() throws IOException {
        List<String> script = List.of(
                "C: s4 UID FETCH 1" + MESSAGE,
                "C: s5 EXAMINE \"INBOX\"",
                "C: s6 UID FETCH 2" + MESSAGE,
                text(1, "one"),
                "S: s4 OK done",
                "S: * 2 FETCH (FLAGS (\\Seen) UID 2 RFC822.SIZE 5)",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s5 OK done",
                text(2, "two"),
                "S: s6 OK done");

        served(script, this::readOneAndTwo);

        assertThat(first.texts).containsExactly("one");
        assertThat(second.texts).containsExactly("two");
    }

    private void readOneAndTwo(SourceMailbox mailbox) {
        Pending<Integer> one = read(mailbox, FolderPath.INBOX, first, 1);
        Pending<Integer> two = read(mailbox, FolderPath.INBOX, second, 2);
        one.await();
        two.await();
    }

    @Test
    void messagesBeforeTheirTurnArePutAside() throws IOException {
        List<String> script = List.of(
                "C: s4 UID FETCH 1,3" + MESSAGE,
                "C: s5 EXAMINE \"INBOX\"",
                "C: s6 UID FETCH 2" + MESSAGE,
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s5 OK done",
                text(2, "x".repeat(20_000)),
                text(1, "one"),
                text(3, "three"),
                "S: s6 OK done",
                "S: s4 OK done");

        served(script, mailbox -> {
            Pending<Integer> one = read(mailbox, FolderPath.INBOX, first, 1, 3);
            Pending<Integer> two = read(mailbox, FolderPath.INBOX, second, 2);

            assertThat(one.await()).isEqualTo(2);
            assertThat(second.texts).isEmpty();
            assertThat(two.await()).isEqualTo(1);
        });

        assertThat(first.texts).containsExactly("one", "three");
        assertThat(second.texts).containsExactly("x".repeat(20_000));
    }

    @Test
    void awaitingTheLastTakesInAllBeforeIt() throws IOException {
        List<String> script = List.of(
                "C: s4 EXAMINE \"INBOX\"",
                "C: s5 " + SUMMARY,
                "C: s6 EXAMINE \"Work\"",
                "C: s7 " + SUMMARY,
                "S: * 1 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s4 OK done",
                "S: * 1 FETCH (UID 4 FLAGS () RFC822.SIZE 40)",
                "S: * 2 EXISTS",
                "S: s5 OK done",
                "S: * 1 EXISTS",
                "S: * OK [UIDVALIDITY 9]",
                "S: s6 OK done",
                "S: * 1 FETCH (UID 5 FLAGS () RFC822.SIZE 50)",
                "S: s7 OK done");

        served(script, mailbox -> {
            Pending<FolderListing> inbox = mailbox.list(FolderPath.INBOX);
            Pending<FolderListing> work = mailbox.list(WORK);

            assertThat(work.await().identity()).isEqualTo("9");
            assertThat(work.await().items())
                    .extracting(item -> item.key().value())
                    .containsExactly("5");
            assertThat(inbox.await().items())
                    .extracting(item -> item.key().value())
                    .containsExactly("4");
        });
    }

    @Test
    void aNoInTheMiddleIsSettledBeforeWhatWasAskedBehindItIsAskedAgain() throws IOException {
        List<String> script = List.of(
                "C: s4 UID FETCH 1" + MESSAGE,
                "C: s5 EXAMINE \"INBOX\"",
                "C: s6 UID FETCH 2" + MESSAGE,
                "S: s4 NO [SERVERBUG] cannot",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s5 OK done",
                text(2, "too early"),
                "S: s6 OK done",
                "C: s7 EXAMINE \"INBOX\"",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s7 OK done",
                "C: s8 UID FETCH 1" + MESSAGE,
                text(1, "one"),
                "S: s8 OK done",
                "C: s9 UID FETCH 2" + MESSAGE,
                text(2, "two"),
                "S: s9 OK done");

        served(script, this::readOneAndTwo);

        assertThat(first.texts).containsExactly("one");
        assertThat(second.texts).containsExactly("two");
    }

    @Test
    void aRefusedFolderIsNoOtherFoldersFault() throws IOException {
        List<String> script = List.of(
                "C: s4 EXAMINE \"Work\"",
                "C: s5 UID FETCH 1" + MESSAGE,
                "C: s6 EXAMINE \"INBOX\"",
                "C: s7 UID FETCH 2" + MESSAGE,
                "S: s4 NO [NONEXISTENT] gone",
                // a server that forgot to leave the folder before
                text(1, "of another folder"),
                "S: s5 BAD No mailbox selected",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s6 OK done",
                text(2, "two"),
                "S: s7 OK done");

        served(script, mailbox -> {
            Pending<Integer> work = read(mailbox, WORK, first, 1);
            Pending<Integer> inbox = read(mailbox, FolderPath.INBOX, second, 2);

            fails(work, FailureCode.FOLDER_GONE);
            inbox.await();
        });

        assertThat(first.texts).isEmpty();
        assertThat(second.texts).containsExactly("two");
    }

    @Test
    void aRebuiltFolderDeliversNothingUnderOldKeys() throws IOException {
        List<String> script = List.of(
                "C: s4 EXAMINE \"Work\"",
                "C: s5 " + SUMMARY,
                "S: * 1 EXISTS",
                "S: * OK [UIDVALIDITY 9]",
                "S: s4 OK done",
                "S: * 1 FETCH (UID 1 FLAGS () RFC822.SIZE 3)",
                "S: s5 OK done",
                "C: s6 EXAMINE \"INBOX\"",
                "C: s7 " + SUMMARY,
                "C: s8 EXAMINE \"Work\"",
                "C: s9 UID FETCH 1" + MESSAGE,
                "S: * 0 EXISTS",
                "S: * OK [UIDVALIDITY 7]",
                "S: s6 OK done",
                "S: s7 OK done",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 10]",
                "S: s8 OK done",
                text(1, "another"),
                "S: s9 OK done");

        served(script, mailbox -> {
            mailbox.list(WORK).await();
            mailbox.list(FolderPath.INBOX);

            fails(read(mailbox, WORK, first, 1), FailureCode.FOLDER_REBUILT);
        });

        assertThat(first.texts).isEmpty();
    }

    @Test
    void aFarewellInTheMiddleFailsAllThatIsUnderWay() throws IOException {
        List<String> script = List.of(
                "C: s4 UID FETCH 1" + MESSAGE,
                "C: s5 EXAMINE \"INBOX\"",
                "C: s6 UID FETCH 2" + MESSAGE,
                text(1, "one"),
                "S: s4 OK done",
                "S: * BYE shutting down",
                "X:");

        served(script, mailbox -> {
            Pending<Integer> one = read(mailbox, FolderPath.INBOX, first, 1);
            Pending<Integer> two = read(mailbox, FolderPath.INBOX, second, 2);

            assertThat(one.await()).isEqualTo(1);
            fails(two, FailureCode.ENDPOINT_UNREACHABLE);
            fails(two, FailureCode.ENDPOINT_UNREACHABLE);
        });
    }

    /** Far more than both kernels hold: if all of it were sent, client and server would wait for each other. */
    @Test
    void manyQuestionsBlockNobody() throws IOException {
        List<ItemKey> keys =
                Stream.iterate(1L, uid -> uid + 2).limit(600).map(ImapKeys::key).toList();

        served(List.of("H:"), mailbox -> {
            for (int i = 0; i < 8_000; i++) {
                mailbox.read(FolderPath.INBOX, keys, first);
            }
        });
    }

    private static String text(long uid, String text) {
        return "S: * 1 FETCH (UID " + uid + " FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] \"" + text
                + "\")";
    }

    private static Pending<Integer> read(SourceMailbox mailbox, FolderPath folder, CollectingSink sink, long... uids) {
        return mailbox.read(
                folder, java.util.Arrays.stream(uids).mapToObj(ImapKeys::key).toList(), sink);
    }

    private static void fails(Pending<?> pending, FailureCode code) {
        assertThatThrownBy(pending::await)
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code));
    }

    private static void served(List<String> lines, Consumer<SourceMailbox> client) throws IOException {
        List<String> script = new ArrayList<>(List.of("OPEN: source"));
        script.addAll(lines);
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            try (SourceMailbox mailbox = new ImapMailboxConnector()
                    .openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
                client.accept(mailbox);
            }
            assertThat(server.faults()).isEmpty();
            assertThat(server.beyond()).isEmpty();
        }
    }
}
