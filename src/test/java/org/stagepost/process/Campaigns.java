package org.stagepost.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a campaign tells at its end: a line for the log and for {@code target/campaigns.txt}. */
final class Campaigns {
    private Campaigns() {}

    static void tell(String line) {
        try {
            System.out.println(line);
            Files.writeString(
                    Path.of("target/campaigns.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
