package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes {@code --help} quick: nothing is loaded that it does not need. */
class StartUpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "run --help", "endpoint create --help", "batch list --help", "demo --help", "rnu"})
    void helpAndUsageErrorsStartNothing(String typed) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                StartUp.class.getName()));
        command.addAll(List.of(typed.split(" ")));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(typed.contains("--help") ? 0 : 2);
        assertThat(loaded).contains("org.stagepost.cli.Stagepost ");
        assertThat(Stream.of("org.springframework", "ch.qos.logback", "org.slf4j", "tools.jackson", "com.unboundid")
                        .filter(loaded::contains))
                .isEmpty();
    }

    /** The command line and nothing else. */
    static final class StartUp {
        private StartUp() {}

        public static void main(String[] arguments) {
            System.exit(new Stagepost(new FakeContexts()).execute(arguments));
        }
    }
}
