package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script beside the jar, and the archive of classes that the build has made for it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final Path JAR = Path.of(System.getProperty("stagepost.jar"));

    @Test
    void classesComeFromTheArchiveOfTheBuild(@TempDir Path folder) throws Exception {
        Path loaded = folder.resolve("loaded");

        Said said =
                say(JAR.resolveSibling("stagepost"), Map.of("STAGEPOST_JAVA_OPTS", "-Xlog:class+load:file=" + loaded));

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(Files.readAllLines(loaded))
                .filteredOn(line -> line.contains("org.stagepost.wiring.Main "))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    @Test
    void archiveThatDoesNotFitIsPassedOverInSilence(@TempDir Path folder) throws Exception {
        Path launcher = installed(folder);
        Said before = say(launcher, Map.of());
        for (byte[] unfit : List.of(new byte[0], new byte[100_000], theArchive())) {
            Files.write(folder.resolve(archiveName(launcher)), unfit);

            Said said = say(launcher, Map.of());

            assertThat(said).isEqualTo(before);
            assertThat(said.err()).isEmpty();
            assertThat(said.out()).startsWith("Stagepost ");
        }
    }

    private static Path installed(Path folder) throws Exception {
        Files.copy(JAR, folder.resolve("stagepost.jar"));
        return Files.copy(JAR.resolveSibling("stagepost"), folder.resolve("stagepost"));
    }

    /** Whose jar has another place and time. */
    private static byte[] theArchive() throws Exception {
        try (Stream<Path> files = Files.list(JAR.getParent())) {
            Path archive = files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllBytes(archive);
        }
    }

    /** As the script itself says it. */
    private static String archiveName(Path launcher) throws Exception {
        Process traced = process(Map.of(), "sh", "-x", launcher.toString(), "--version");
        String trace = new String(traced.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(trace.split("\n"))
                .filter(line -> line.startsWith("+ name="))
                .findFirst()
                .orElseThrow()
                .substring("+ name=".length());
    }

    private static Said say(Path launcher, Map<String, String> environment) throws Exception {
        Process process = process(environment, launcher.toString(), "--version");
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    private static Process process(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private record Said(int exit, String out, String err) {}
}
