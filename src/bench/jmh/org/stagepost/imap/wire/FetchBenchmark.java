package org.stagepost.imap.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading FETCH responses: time per message. */
@State(Scope.Thread)
public class FetchBenchmark {
    private static final int MESSAGES = 500;

    @Param({"0", "2000", "12500"})
    public int messageBytes;

    private byte[] responses = {};
    private final byte[] buffer = new byte[64 * 1024];

    /** Without a text these are the lines of a listing. */
    @Setup
    public void respond() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i <= MESSAGES; i++) {
            String head = "* " + i + " FETCH (UID " + (100_000 + i) + " FLAGS (\\Seen $Forwarded) ";
            String text = messageBytes == 0
                    ? "RFC822.SIZE 12345"
                    : "INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] {" + messageBytes + "}\r\n"
                            + "x".repeat(messageBytes);
            out.writeBytes((head + text + ")\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        responses = out.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long read() throws IOException {
        ResponseReader reader =
                new ResponseReader(new ResponseTokenizer(new ByteArrayInputStream(responses), WireLimits.STANDARD));
        Everything everything = new Everything();
        while (everything.messages < MESSAGES) {
            reader.read(everything);
        }
        return everything.bytes;
    }

    private final class Everything extends FetchReplies implements ResponseReceiver {
        private int messages;
        private long bytes;

        @Override
        protected boolean wantsText(long uid) {
            return true;
        }

        @Override
        protected void message(FetchReply head, InputStream content, long size) throws IOException {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                bytes += count;
            }
        }

        @Override
        protected void reply(FetchReply reply) {
            messages++;
        }

        @Override
        public void untagged(String name, long number, ResponseTokenizer in) throws IOException {
            response(name, number, in);
        }

        @Override
        public void condition(TaggedReply condition) {}

        @Override
        public void goAhead() {}

        @Override
        public void require(String tag) {}

        @Override
        public void tagged(String tag, TaggedReply reply) {}
    }
}
