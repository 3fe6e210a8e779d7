package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.ServerWait;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Servers that neither answer nor hang up; with all patience these tests would not end. */
@Timeout(60)
class SlowServerTest {
    private static final int LARGE = 64 * 1024 * 1024;
    private static final ImapMailboxConnector IMPATIENT = new ImapMailboxConnector(impatient());

    private static WireLimits impatient() {
        WireLimits standard = WireLimits.STANDARD;
        return new WireLimits(
                standard.lineBytes(),
                standard.fetchLineBytes(),
                standard.nesting(),
                standard.listedNames(),
                standard.listedBytes(),
                standard.shortBytes(),
                standard.headerBytes(),
                standard.literalBytes(),
                standard.untagged(),
                standard.responseBytes(),
                standard.connect(),
                standard.greeting(),
                Duration.ofMillis(600),
                Duration.ofMillis(600));
    }

    @Test
    void serverThatStopsReadingEndsTheWriter() throws IOException {
        List<String> script = List.of(
                "OPEN: target LITERAL+",
                "C: s4 APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" {" + LARGE + "}",
                "S: + go",
                "H:");
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script);
                TargetMailbox mailbox =
                        IMPATIENT.openTarget(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"));
                SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
            assertThatThrownBy(() -> writer.add(
                            new ItemHead(new ItemKey("1"), SeedItem.ARRIVED, Marks.NONE),
                            new MemoryContent(new byte[LARGE])))
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.ENDPOINT_UNREACHABLE));
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void serverThatTricklesEndsTheReader() throws IOException {
        List<String> script = List.of(
                "OPEN: source",
                "C: s4 UID FETCH 1 (UID FLAGS INTERNALDATE BODY.PEEK[])",
                "S-: * 1 FETCH (UID 1 FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] {5000}\\r\\n",
                "D: " + "x".repeat(5000));
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script);
                SourceMailbox mailbox =
                        IMPATIENT.openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
            assertThatThrownBy(() -> mailbox.read(FolderPath.INBOX, List.of(new ItemKey("1")), new CollectingSink())
                            .await())
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.ENDPOINT_UNREACHABLE));
        }
    }

    /** What is waited for is told apart from our own work, and summed up for each server. */
    @Test
    void waitingForAServerIsMeasured() throws IOException {
        List<String> script = List.of(
                "OPEN: source",
                "C: s4 UID FETCH 1 (UID FLAGS INTERNALDATE BODY.PEEK[])",
                "S-: * 1 FETCH (UID 1 FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] {5000}\\r\\n",
                "H:");
        ImapMailboxConnector connector = new ImapMailboxConnector(impatient());
        long before = ServerWait.nanos();
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script);
                SourceMailbox mailbox =
                        connector.openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
            assertThatThrownBy(() -> mailbox.read(FolderPath.INBOX, List.of(new ItemKey("1")), new CollectingSink())
                            .await())
                    .isInstanceOf(MigrationException.class);

            assertThat(Duration.ofNanos(ServerWait.nanos() - before)).isGreaterThan(Duration.ofMillis(500));
            assertThat(connector.traffic()).singleElement().satisfies(traffic -> {
                assertThat(traffic.server()).isEqualTo("imap://127.0.0.1:" + server.port());
                assertThat(traffic.receivedBytes()).isGreaterThan(100);
                assertThat(traffic.sentBytes()).isGreaterThan(50);
                assertThat(traffic.waited()).isGreaterThan(Duration.ofMillis(500));
            });
        }
    }

    /** What came fast must not buy hours of silence. */
    @Test
    void serverThatFallsSilentAfterAFastStartEndsTheReader() throws IOException {
        List<String> script = List.of(
                "OPEN: source",
                "C: s4 UID FETCH 1 (UID FLAGS INTERNALDATE BODY.PEEK[])",
                "S-: * 1 FETCH (UID 1 FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] {5000000}\\r\\n",
                "S*: 4000000 x",
                "H:");
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script);
                SourceMailbox mailbox =
                        IMPATIENT.openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
            assertThatThrownBy(() -> mailbox.read(FolderPath.INBOX, List.of(new ItemKey("1")), new CollectingSink())
                            .await())
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.ENDPOINT_UNREACHABLE));
        }
    }

    /** A slow consumer is our own affair and no fault of the server. */
    @Test
    void timeOfTheConsumerDoesNotCount() throws IOException {
        List<String> script = List.of(
                "OPEN: source",
                "C: s4 UID FETCH 1:2 (UID FLAGS INTERNALDATE BODY.PEEK[])",
                "S: * 1 FETCH (UID 1 FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] \"x\")",
                "S: * 2 FETCH (UID 2 FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] \"y\")",
                "S: s4 OK done");
        CollectingSink sink = new CollectingSink();
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script);
                SourceMailbox mailbox =
                        IMPATIENT.openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "pw"))) {
            mailbox.read(FolderPath.INBOX, List.of(new ItemKey("1"), new ItemKey("2")), new Sleepy(sink))
                    .await();
        }
        assertThat(Set.copyOf(sink.texts)).containsExactlyInAnyOrder("x", "y");
    }

    /** Takes its time with every item. */
    private record Sleepy(CollectingSink sink) implements ItemSink {
        @Override
        public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
            try {
                Thread.sleep(800);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sink.item(head, content, sizeBytes);
        }

        @Override
        public void unreadable(ItemKey key, String reason) {
            sink.unreadable(key, reason);
        }
    }

    /** Longer than it takes to suspect that the port speaks TLS, which this one does not. */
    @Test
    void aServerThatGreetsLateIsWaitedFor() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread late = new Thread(() -> greetLate(server));
            late.setDaemon(true);
            late.start();

            List<ProbeStage> stages = new ImapMailboxConnector()
                    .probe(Endpoints.plain(server.getLocalPort()), Optional.empty(), ProbeDepth.READ);

            assertThat(stages).extracting(ProbeStage::name).containsExactly("dns", "tcp", "greeting", "capabilities");
            assertThat(stages).allMatch(ProbeStage::passed);
        }
    }

    private static void greetLate(ServerSocket server) {
        try (Socket first = server.accept();
                Socket knock = server.accept()) {
            knock.getOutputStream().write("* OK [CAPABILITY IMAP4rev1] late\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(1000);
            first.getOutputStream().write("* OK [CAPABILITY IMAP4rev1] late\r\n".getBytes(StandardCharsets.US_ASCII));
            first.getInputStream().read();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
