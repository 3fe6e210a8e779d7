package org.stagepost.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of {@code target/stagepost}, as an administrator starts it: the shell script becomes the Java process. */
final class StagepostProcess {
    private static final Path LAUNCHER = Path.of(System.getProperty("stagepost.jar", "target/stagepost.jar"))
            .resolveSibling("stagepost")
            .toAbsolutePath();

    private static final int PATIENCE_SECONDS = 180;

    private final Process process;
    private final Path output;

    private StagepostProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static StagepostProcess start(Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile("stagepost", ".out");
            List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            return new StagepostProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs to the end. */
    static StagepostProcess run(Map<String, String> environment, String... arguments) {
        StagepostProcess started = start(environment, arguments);
        started.exitCode();
        return started;
    }

    int exitCode() {
        return exitCode(PATIENCE_SECONDS);
    }

    /** @param seconds after which it is killed */
    int exitCode(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Memory that it has now; 0 when it has ended. */
    long residentKilobytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Program and arguments of the process and all that it started, as Linux shows them to everybody. */
    List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (ProcessHandle each : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList()) {
            lines.add(Files.readString(Path.of("/proc", String.valueOf(each.pid()), "cmdline"))
                    .replace('\0', ' '));
        }
        return lines;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** The process does nothing until it {@link #resume}s. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
