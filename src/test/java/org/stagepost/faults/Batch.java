package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.wiring.InThisProcess;

/** A job file, its CSV and its home folder, somewhere in memory. */
final class Batch {
    static final String NAME = "wave";

    private final Path folder;

    /** Whether its connections are compressed. */
    enum Line {
        /** Not, so that a proxy can read along. */
        READABLE("never"),
        COMPRESSED("always");

        private final String word;

        Line(String word) {
            this.word = word;
        }
    }

    /** @param pairs mailboxes: the user at the source and the user at the target */
    Batch(Path folder, int sourcePort, int targetPort, List<List<String>> pairs, int concurrency) {
        this(folder, sourcePort, targetPort, pairs, concurrency, Line.READABLE, "");
    }

    /** @param options further lines of the job file */
    Batch(
            Path folder,
            int sourcePort,
            int targetPort,
            List<List<String>> pairs,
            int concurrency,
            Line line,
            String options) {
        this.folder = folder;
        StringBuilder csv = new StringBuilder("EmailAddress,UserName,Password,TargetUserName,TargetPassword\r\n");
        for (List<String> pair : pairs) {
            csv.append(pair.get(0) + "@example.test," + pair.get(0) + "," + MailServer.PASSWORD + "," + pair.get(1)
                    + "," + MailServer.PASSWORD + "\r\n");
        }
        write("users.csv", csv.toString());
        write(
                "job.yml",
                "name: " + NAME + "\ntype: imap\ncsv: users.csv\n" + options + "maxConcurrentMigrations: " + concurrency
                        + "\nsource: { endpoint: old }\ntarget: { endpoint: new }\nendpoints:\n"
                        + endpoint("old", sourcePort, concurrency, line)
                        + endpoint("new", targetPort, concurrency, line));
    }

    private static String endpoint(String name, int port, int concurrency, Line line) {
        return "  - { name: " + name + ", kind: imap, host: 127.0.0.1, port: " + port
                + ", security: none, allowPlaintext: true, maxConcurrentMigrations: " + concurrency
                + ", compression: " + line.word + ", login: { as: user } }\n";
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return folder.resolve("home");
    }

    Program start() {
        return Program.start(folder, arguments());
    }

    Program startHurried() {
        return Program.startHurried(folder, arguments());
    }

    /** The output of a run in this process, with its exit code in front. */
    Outcome run() {
        InThisProcess process = new InThisProcess();
        int exitCode = process.execute(arguments().toArray(String[]::new));
        return new Outcome(exitCode, process.output());
    }

    /** The same in a process of its own. */
    Outcome runApart() {
        Program program = start();
        int exitCode = program.exitCode();
        return new Outcome(exitCode, program.output());
    }

    private List<String> arguments() {
        return List.of("run", folder.resolve("job.yml").toString(), "--home", home().toString());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a run ended with. */
    record Outcome(int exitCode, String output) {}

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
