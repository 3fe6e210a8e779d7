package org.stagepost.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Looking through a message of 12,500 bytes, and making it canonical where it is not. */
@State(Scope.Thread)
public class CanonicalBenchmark {
    private static final int BYTES = 12_500;

    @Param({"\r\n", "\n"})
    public String lineEnd = "";

    private final TransitSpace space = new TransitSpace(Path.of("unused"));
    private byte[] message = {};

    @Setup
    public void write() {
        String line = "A line of seventy characters, as mail programs write them: lorem ipsum." + lineEnd;
        message = Arrays.copyOf(line.repeat(BYTES / line.length() + 1).getBytes(StandardCharsets.US_ASCII), BYTES);
    }

    @Benchmark
    public boolean inMemory() throws IOException {
        try (MemoryContent content = MemoryContent.read(new ByteArrayInputStream(message), message.length, space)) {
            return content.isAltered();
        }
    }

    @Benchmark
    public long streamed() throws IOException {
        try (CanonicalOutputStream out = new CanonicalOutputStream(OutputStream.nullOutputStream())) {
            out.write(message);
            return out.written();
        }
    }
}
