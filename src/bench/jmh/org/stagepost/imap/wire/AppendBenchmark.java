package org.stagepost.imap.wire;

import org.stagepost.endpoint.Protection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Security;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

/** Writing one MULTIAPPEND to a server that swallows it: time per message. */
@State(Scope.Thread)
public class AppendBenchmark {
    private static final int MESSAGES = 100;
    private static final Endpoint ENDPOINT = Endpoint.at("swallower", EndpointKind.IMAP, "127.0.0.1", 1, Protection.of(Security.NONE, ""));
    private static final ItemHead HEAD = new ItemHead(
            new ItemKey("1"),
            Instant.parse("2024-02-29T13:45:07Z"),
            new Marks(Set.of(Marks.Flag.SEEN), Set.of("$Forwarded")));

    @Param({"2000", "12500"})
    public int messageBytes;

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public String write() throws IOException {
        WireConnection connection = new WireConnection(
                ENDPOINT, WireLimits.STANDARD, new WireChannel(new Swallower(), WireLimits.STANDARD, new Line()));
        connection.greeting();
        connection.proven().folder("INBOX");
        connection.proven().permanent(Set.of("\\*"));
        ItemContent content = new Text(new byte[messageBytes]);
        AppendCommand append = new AppendCommand(connection, "INBOX");
        for (int i = 0; i < MESSAGES; i++) {
            append.add(HEAD, content);
        }
        String words = append.finish().await().words();
        connection.cut();
        return words;
    }

    private record Text(byte[] bytes) implements ItemContent {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class Swallower extends Socket {
        private final InputStream answers = new ByteArrayInputStream(
                "* OK [CAPABILITY IMAP4rev1 LITERAL+ MULTIAPPEND] hi\r\ns1 OK [APPENDUID 7 1:100] done\r\n"
                        .getBytes(StandardCharsets.US_ASCII));

        @Override
        public InputStream getInputStream() {
            return answers;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public void setSoTimeout(int millis) {}
    }
}
