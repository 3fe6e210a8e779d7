package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * One file of a store has one bit flipped, is cut or gone: the store is what it was at its end or earlier, or it is
 * refused with the name of the file. More than a sample: {@code -Ddamages=5000}.
 */
class DamagedFilesTest {
    private static final int DAMAGES = Integer.getInteger("damages", 60);
    private static final int ROWS = 150;

    private final Path folder;
    private final Path closed;
    private final Path crashed;

    DamagedFilesTest(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        closed = folder.resolve("closed");
        crashed = folder.resolve("crashed");
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            addRows(store, 0, ROWS / 2);
        }
        copy(home.root(), closed);
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            addRows(store, ROWS / 2, ROWS);
            Path sums = home.store().resolve("stagepost.log.sums");
            long end = home.store().resolve("stagepost.log").toFile().length();
            while (!Files.exists(sums) || !Files.readString(sums).contains("\n" + end + " ")) {
                Thread.sleep(5);
            }
            copy(home.root(), crashed);
        }
    }

    @Test
    void aStoreIsWhatItOnceWasOrItsDamagedFileIsNamed() throws IOException {
        TreeMap<String, Integer> endings = new TreeMap<>();
        Random random = new Random(1);
        for (int i = 0; i < DAMAGES; i++) {
            Path trial = folder.resolve("trial" + i);
            boolean afterCrash = i % 3 > 0;
            copy(afterCrash ? crashed : closed, trial);
            String done = damage(trial.resolve("db"), random);
            endings.merge(ending(new HomeFolder(trial), done, afterCrash ? ROWS : ROWS / 2), 1, Integer::sum);
            delete(trial);
        }
        assertThat(endings).containsKeys("whole", "refused");
    }

    private static String ending(HomeFolder home, String done, int rows) {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            List<String> found = JdbcClient.create(store.dataSource())
                    .sql("SELECT SEALED FROM STORED_SECRET ORDER BY SEALED")
                    .query(String.class)
                    .list();
            assertThat(found).as(done).hasSizeLessThanOrEqualTo(rows).isEqualTo(texts(0, found.size()));
            return found.size() == rows ? "whole" : "older";
        } catch (MigrationException e) {
            assertThat(e.code()).as(done).isEqualTo(FailureCode.STORE_DAMAGED);
            assertThat(e).as(done).hasMessageContaining(home.store() + "/" + done.substring(0, done.indexOf(' ')));
            return "refused";
        }
    }

    /** @return the file, and what was done to it */
    private static String damage(Path db, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(db)) {
            files = all.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() > 0)
                    .filter(file -> !file.endsWith("peer"))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(bytes, at));
            default -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
            }
        }
        return file.getFileName() + (Files.exists(file) ? " at " + at : " gone");
    }

    private static void addRows(EmbeddedStore store, int from, int to) {
        JdbcClient client = JdbcClient.create(store.dataSource());
        for (String text : texts(from, to)) {
            client.sql("INSERT INTO STORED_SECRET VALUES (?, ?)")
                    .params(text, text)
                    .update();
        }
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj("row %04d"::formatted).toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
