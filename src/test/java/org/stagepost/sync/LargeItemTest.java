package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The memory that a copy takes does not depend on the size of its messages. */
@RequiresServer("dovecot")
class LargeItemTest {
    /** A message of 100 MB, ended in the middle of nothing: its last line must survive, too. */
    private static final long BYTES = 100_000_000 / 72 * 72 + 18;

    private static RealServer dovecot;

    @BeforeAll
    static void start() {
        dovecot = RealServer.start("dovecot", Map.of("USERS", "2"));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @Test
    void aMessageOf100MegabytesPassesThroughAHeapOf24() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeItemCopy.class.getName(),
                        Integer.toString(dovecot.port()),
                        Long.toString(BYTES)))
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("same\n");
    }
}
