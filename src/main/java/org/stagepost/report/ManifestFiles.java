package org.stagepost.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Depth;

/**
 * manifest.csv, differences.csv and manifest.json in the reports of a pass, those of a part of the batch, and under {@code verify/} what is found while a
 * verification works. Thread-safe.
 */
public final class ManifestFiles implements KeptProof {
    private static final String PARTS = "verify";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HomeFolder home;

    public ManifestFiles(HomeFolder home) {
        this.home = home;
    }

    @Override
    public Round open(MigrationBatch batch, Depth depth, boolean again) {
        Path folder = home.reports(batch.name(), batch.pass());
        ManifestKey key = ManifestKey.of(home);
        try {
            PrivateFolder.at(folder);
            PrivateFolder.at(folder.resolve(PARTS));
            FileChannel lock = lock(folder.resolve(PARTS).resolve("lock"), batch);
            try {
                ManifestParts parts = new ManifestParts(folder.resolve(PARTS).resolve(depth.word()), again);
                return new ManifestRound(folder, parts, key, lock, JournalsAside.in(folder.resolve(PARTS)));
            } catch (IOException e) {
                lock.close(); // who tries again is not to find this one
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static FileChannel lock(Path file, MigrationBatch batch) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // of this process
        }
        channel.close();
        throw new MigrationException(
                FailureCode.BATCH_ALREADY_RUNNING, "another process verifies batch " + batch.name() + " now");
    }

    static MigrationException unwritable(Path folder, IOException cause) {
        return new MigrationException(
                FailureCode.HOME_UNUSABLE,
                "cannot write the verification into " + folder + ": " + cause.getMessage(),
                cause);
    }

    /** What an earlier verification found stays beside, in a folder with the time of its end. */
    static void setAside(Path folder, ManifestNames names) throws IOException {
        Path summary = folder.resolve(names.summary());
        if (!Files.exists(summary)) {
            return;
        }
        String stamp = STAMP.format(Files.getLastModifiedTime(summary).toInstant());
        Path earlier = folder.resolve("verified-" + stamp);
        for (int number = 2; Files.exists(earlier); number++) {
            earlier = folder.resolve("verified-" + stamp + "-" + number);
        }
        PrivateFolder.at(earlier);
        for (String name : names.all()) {
            if (Files.exists(folder.resolve(name))) {
                Files.move(folder.resolve(name), earlier.resolve(name));
            }
        }
    }
}
