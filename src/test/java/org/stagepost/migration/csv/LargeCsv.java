package org.stagepost.migration.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.stagepost.migration.UserCsv;

/** Reads a CSV of 50,000 rows, a third of them faulty, and prints how long it took; run it by hand with -Xmx256m. */
final class LargeCsv {
    private LargeCsv() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("users", ".csv");
        try {
            write(file);
            Instant start = Instant.now();
            UserCsv csv = CsvFiles.read(file, CsvFiles.IMAP);
            long milliseconds = Duration.between(start, Instant.now()).toMillis();
            System.out.printf(
                    "%d good, %d left out, %d findings, %d KB, %d ms, heap limit %d MB%n",
                    csv.rows().size(),
                    csv.rejected().size(),
                    csv.findings().size(),
                    Files.size(file) / 1024,
                    milliseconds,
                    Runtime.getRuntime().maxMemory() / (1024 * 1024));
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("EmailAddress,UserName,Password,UserRoot,TargetUserName\n");
            for (int i = 0; i < 50_000; i++) {
                String address =
                        i % 3 == 0 ? "user number " + i : "some.longer.user.name.number" + i + "@mail.example.test";
                writer.write(address + ",\"domain\\user" + i + "\",\"Green,Door," + i + "\",/users/some/where/" + i
                        + ",target" + i + "@target.contoso.test\n");
            }
        }
    }
}
