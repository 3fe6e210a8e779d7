package org.stagepost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import picocli.CommandLine.Option;

/** Where a demo lives, and for how long. */
final class DemoOptions {
    @Option(names = "--keep", description = "Leave the servers running until Enter or Ctrl-C.")
    private boolean keep;

    @Option(
            names = HomeOption.NAME,
            paramLabel = "DIR",
            description = "Home folder of the demo (default: a new one among the temporary files).")
    private @Nullable Path given;

    boolean keepServers() {
        return keep;
    }

    /** Never the home folder of real batches, unless it was typed. */
    HomeFolder home() {
        try {
            return new HomeFolder(given == null ? Files.createTempDirectory("stagepost-demo-") : given);
        } catch (IOException e) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "no temporary folder for the demo: " + e, e);
        }
    }
}
