package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.HomeFolder;

class HomeLockTest {
    private final HomeFolder home;

    HomeLockTest(@TempDir Path folder) {
        home = new HomeFolder(folder);
        HomeFolders.create(home);
    }

    @Test
    void oneHolderAtATime() {
        HomeLock first = HomeLock.tryAcquire(home).orElseThrow();

        assertThat(HomeLock.tryAcquire(home)).isEmpty();
        first.close();
        Optional<HomeLock> second = HomeLock.tryAcquire(home);
        assertThat(second).isPresent();
        second.orElseThrow().close();
    }

    @Test
    void anAttemptInTheSameProcessDoesNotLetOtherProcessesIn() throws Exception {
        HomeLock first = HomeLock.tryAcquire(home).orElseThrow();
        assertThat(HomeLock.tryAcquire(home)).isEmpty();

        assertThat(inAnotherProcess(home)).isEqualTo("busy");
        first.close();
        assertThat(inAnotherProcess(home)).isEqualTo("free");
    }

    private static String inAnotherProcess(HomeFolder home) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName(),
                        home.root().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        process.waitFor();
        return answer;
    }

    /** The other process. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            boolean free =
                    HomeLock.tryAcquire(new HomeFolder(Path.of(arguments[0]))).isPresent();
            System.out.println(free ? "free" : "busy");
        }
    }
}
