package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

/**
 * The file of the copy journals is damaged: each entry that is read is one that was written, or the store is refused.
 * More than a sample: {@code -Ddamages=5000}.
 */
class DamagedDataTest {
    private static final int DAMAGES = Integer.getInteger("damages", 40);
    private static final int FOLDERS = 8;
    private static final String[] USERS =
            IntStream.range(0, 10).mapToObj(i -> "user" + i).toArray(String[]::new);

    private final Path folder;
    private final Set<String> written = new HashSet<>();

    DamagedDataTest(@TempDir Path folder) {
        this.folder = folder;
        Random random = new Random(1);
        try (LedgerRig rig = new LedgerRig(folder.resolve("home"))) {
            rig.importUsers(USERS);
            for (String user : USERS) {
                CopyJournal journal = rig.ledger.journal(rig.id(user));
                for (int i = 0; i < FOLDERS; i++) {
                    byte[] state = new byte[random.nextInt(300)];
                    random.nextBytes(state);
                    FolderPath path = FolderPath.of("Folder " + i);
                    journal.save(
                            List.of(new JournalEntry(path, path, state, new FolderTally(9, 8, 0, 1, 0, 8_000))),
                            List.of());
                }
                journal.entries().forEach(entry -> written.add(show(user, entry)));
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anEntryIsWhatWasWrittenOrTheStoreIsRefused() throws IOException {
        assertThat(written).hasSize(USERS.length * FOLDERS);
        Random random = new Random(1);
        TreeMap<String, Integer> endings = new TreeMap<>();
        for (int i = 0; i < DAMAGES; i++) {
            Path trial = folder.resolve("trial" + i);
            copy(folder.resolve("home"), trial);
            String done = damage(trial.resolve("db/stagepost.data"), random);
            endings.merge(ending(trial, done), 1, Integer::sum);
        }
        assertThat(endings).containsKeys("whole", "less", "refused");
    }

    private String ending(Path home, String done) {
        int read = 0;
        try (LedgerRig rig = new LedgerRig(home)) {
            for (MigrationUser user : rig.ledger.users(BATCH)) {
                String name = user.row().address().localPart();
                for (JournalEntry entry : rig.ledger.journal(user.id()).entries()) {
                    assertThat(written).as(done).contains(show(name, entry));
                    read++;
                }
            }
            return read == written.size() ? "whole" : "less";
        } catch (MigrationException e) {
            assertThat(e.code()).as(done).isEqualTo(FailureCode.STORE_DAMAGED);
            assertThat(e).as(done).hasMessageContaining(home + "/db/stagepost.data");
            return "refused";
        }
    }

    /** Zeros are mostly space that nothing is in. */
    private static String damage(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        if (random.nextInt(8) == 0) {
            Files.write(file, Arrays.copyOf(bytes, at));
            return "cut at " + at;
        }
        while (bytes[at] == 0) {
            at = random.nextInt(bytes.length);
        }
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return "bit flipped in byte " + at;
    }

    private static String show(String user, JournalEntry entry) {
        return user + " " + entry.source() + " " + entry.target() + " " + Arrays.toString(entry.state()) + " "
                + entry.tally();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
