package org.stagepost.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainOnSignalTest {
    private final List<String> log = new ArrayList<>();
    private final DrainOnSignal signals =
            new DrainOnSignal(() -> log.add("drain"), () -> log.add("tidy"), status -> log.add("halt " + status));

    @ParameterizedTest
    @CsvSource({
        "TERM, drain",
        "INT, drain",
        "TERM TERM TERM, drain",
        "INT TERM, drain",
        "INT INT, drain tidy halt 130",
        "TERM INT, drain tidy halt 130",
    })
    void firstSignalDrainsAndASecondCtrlCLeaves(String received, String done) {
        for (String name : received.split(" ")) {
            signals.received(name);
        }

        assertThat(String.join(" ", log)).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 4", "INT, 4"})
    void realProcessEndsWithItsOwnExitCode(String signal, int exit) throws Exception {
        Process process = start(Draining.class);
        try (BufferedReader lines = reader(process)) {
            assertThat(lines.readLine()).isEqualTo("ready");

            send(signal, process);

            assertThat(lines.readLine()).isEqualTo("drained");
            assertThat(process.waitFor()).isEqualTo(exit);
        }
    }

    @Test
    void realProcessEndsAsUsualOnceItIsClosed() throws Exception {
        Process process = start(Closed.class);
        try (BufferedReader lines = reader(process)) {
            assertThat(lines.readLine()).isEqualTo("ready");

            send("TERM", process);

            assertThat(process.waitFor()).isEqualTo(128 + 15);
        }
    }

    private static Process start(Class<?> main) throws Exception {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void send(String signal, Process process) throws Exception {
        int sent = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(sent).isZero();
    }

    /** Waits until it is asked to drain. */
    static final class Draining {
        private Draining() {}

        public static void main(String[] arguments) throws InterruptedException {
            var asked = new CountDownLatch(1);
            try (DrainOnSignal signals = DrainOnSignal.install(asked::countDown, () -> {})) {
                System.out.println("ready");
                asked.await();
                System.out.println("drained");
            }
            System.exit(4);
        }
    }

    /** Has given the signals back. */
    static final class Closed {
        private Closed() {}

        public static void main(String[] arguments) throws InterruptedException {
            DrainOnSignal.install(() -> {}, () -> {}).close();
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }
}
