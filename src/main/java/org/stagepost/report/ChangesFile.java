package org.stagepost.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.stagepost.migration.KeptChanges;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** {@code reports/BATCH/directory-changes.ldif}, readable for its owner only. */
public final class ChangesFile implements KeptChanges {
    private static final String NAME = "directory-changes";
    private static final String SUFFIX = ".ldif";

    private final HomeFolder home;

    public ChangesFile(HomeFolder home) {
        this.home = home;
    }

    @Override
    public Path keep(MigrationBatch batch, String ldif) {
        Path folder = home.reports(batch.name());
        String title = "# Directory changes of batch " + batch.name() + ", created " + batch.createTime();
        try {
            PrivateFolder files = PrivateFolder.at(folder);
            setAside(folder, title);
            return files.write(NAME + SUFFIX, out -> out.append(title)
                    .append("\n# Each record takes one back, the last change first. Look at the entry before.\n\n")
                    .append(ldif));
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE,
                    "cannot write the directory changes into " + folder + ": " + e.getMessage(),
                    e);
        }
    }

    /** The file of an earlier batch of the name gets a number. */
    private static void setAside(Path folder, String title) throws IOException {
        Path file = folder.resolve(NAME + SUFFIX);
        if (!Files.exists(file) || isOf(title, file)) {
            return;
        }
        int number = 1;
        while (Files.exists(folder.resolve(NAME + "-" + number + SUFFIX))) {
            number++;
        }
        Files.move(file, folder.resolve(NAME + "-" + number + SUFFIX));
    }

    private static boolean isOf(String title, Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().filter(title::equals).isPresent();
        }
    }
}
