package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sizes of a campaign, where it keeps its files, and what it tells at its end. */
final class Campaign {
    private static final Path RESULTS = Path.of("target/campaigns.txt");

    private Campaign() {}

    /** @param name of the system property {@code campaign.<name>}; a sample's size when it is not set */
    static int size(String name, int sample) {
        return Integer.getInteger("campaign." + name, sample);
    }

    /** Chance starts here: the same number, the same campaign. */
    static long seed() {
        return Long.getLong("campaign.seed", 20_260_101L);
    }

    /** In memory where the machine has such a place: a thousand runs write a lot. */
    static Path temporaryFolder(String name) {
        try {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "stagepost-" + name)
                    : Files.createTempDirectory("stagepost-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for the log and for {@code target/campaigns.txt}. */
    static void tell(String line) {
        try {
            System.out.println(line);
            Files.writeString(RESULTS, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
