package org.stagepost.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.stagepost.wiring.HurriedMain;

/** The program as a process of its own: the jar, or where there is none the classes. */
final class Program {
    private static final int PATIENCE_SECONDS = 3_600;
    private static final int POLL_MILLIS = 50;
    private static final String HEAP = "-Xmx" + System.getProperty("campaign.heap", "128m");

    private final Process process;
    private final Path output;
    private long peakMemoryMegabytes;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Program start(Path folder, List<String> arguments) {
        return start(folder, code(), arguments);
    }

    /** With short pauses before a mailbox is tried again. */
    static Program startHurried(Path folder, List<String> arguments) {
        String jar = System.getProperty("stagepost.jar", "");
        String classes = System.getProperty("java.class.path");
        String path = Files.exists(Path.of(jar)) && !jar.isEmpty() ? jar + File.pathSeparator + testClasses() : classes;
        return start(folder, List.of("-cp", path, HurriedMain.class.getName()), arguments);
    }

    private static String testClasses() {
        return HurriedMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    private static Program start(Path folder, List<String> code, List<String> arguments) {
        try {
            Path output = Files.createTempFile(folder, "run", ".out");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+CrashOnOutOfMemoryError"));
            command.add("-XX:ErrorFile=/dev/null");
            command.addAll(code);
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .start();
            return new Program(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> code() {
        String jar = System.getProperty("stagepost.jar", "");
        return !jar.isEmpty() && Files.exists(Path.of(jar))
                ? List.of("-jar", jar)
                : List.of("-cp", System.getProperty("java.class.path"), "org.stagepost.wiring.Main");
    }

    /** kill -9; at once, and without waiting. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!endsWithin(POLL_MILLIS)) {
            peakMemoryMegabytes = Math.max(peakMemoryMegabytes, residentPeak());
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + output());
            }
        }
        return process.exitValue();
    }

    /** The most memory that the process ever had, heap and all else, as Linux counted it until shortly before its end. */
    long peakMemoryMegabytes() {
        return peakMemoryMegabytes;
    }

    private long residentPeak() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** @return true if it ended by itself before */
    boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
