package org.stagepost.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs commands in processes of their own, and notes what every user of the machine sees of them and their children. */
final class WatchedProcesses {
    private final Path folder;
    private final Path home;
    private final List<String> properties;
    private final Set<String> seen = new TreeSet<>();
    private final StringBuilder output = new StringBuilder();
    private final List<Path> dumps = new ArrayList<>();

    /** @param kept as {@link TracingMain#KEPT} says */
    WatchedProcesses(Path folder, Path home, String kept) {
        this.folder = folder;
        this.home = home;
        this.properties = List.of("-Xmx256m", "-D" + TracingMain.KEPT + "=" + kept);
    }

    /** @return the exit code */
    int run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    /** As {@link #run}, and dumps what is reachable afterwards. */
    int runToADump(String... arguments) throws IOException, InterruptedException {
        Path dump = folder.resolve("heap-" + dumps.size() + ".hprof");
        dumps.add(dump);
        return run(List.of("-D" + TracingMain.DUMP + "=" + dump), arguments);
    }

    private int run(List<String> more, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(properties);
        command.addAll(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TracingMain.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        Path said = Files.createTempFile(folder, "stagepost", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile())
                .start();
        while (process.isAlive()) {
            Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(this::look);
            Thread.sleep(20);
        }
        output.append(Files.readString(said));
        return process.exitValue();
    }

    private void look(ProcessHandle process) {
        for (String what : List.of("cmdline", "environ")) {
            try {
                seen.add(Files.readString(
                        Path.of("/proc", String.valueOf(process.pid()), what), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // it has ended
            }
        }
    }

    /** Arguments and environments. */
    String seen() {
        return String.join("\n", seen);
    }

    String output() {
        return output.toString();
    }

    List<Path> dumps() {
        return List.copyOf(dumps);
    }
}
