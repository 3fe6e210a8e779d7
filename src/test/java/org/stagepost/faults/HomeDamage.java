package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.EmbeddedStore;

/** What happens to a home folder between two runs. */
enum HomeDamage {
    WIPED {
        @Override
        String inflict(Path home, Path older, Random random) {
            Batch.delete(home);
            return "wiped";
        }
    },
    ROLLED_BACK {
        @Override
        String inflict(Path home, Path older, Random random) {
            Batch.delete(home);
            Batch.copy(older, home);
            return "rolled back";
        }
    },
    STATE_FLIPPED {
        @Override
        String inflict(Path home, Path older, Random random) {
            try (EmbeddedStore store = EmbeddedStore.open(new HomeFolder(home))) {
                return flipStoredState(JdbcClient.create(store.dataSource()), random);
            }
        }
    },
    FILE_FLIPPED {
        @Override
        String inflict(Path home, Path older, Random random) {
            try (Stream<Path> files = Files.list(home.resolve("db"))) {
                List<Path> chosen = files.filter(
                                file -> file.getFileName().toString().startsWith("stagepost."))
                        .filter(file ->
                                Files.isRegularFile(file) && file.toFile().length() > 0)
                        .sorted()
                        .toList();
                Path file = chosen.get(random.nextInt(chosen.size()));
                byte[] bytes = Files.readAllBytes(file);
                return flip(bytes, random) + " of " + Files.write(file, bytes).getFileName();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** @return what exactly was done */
    abstract String inflict(Path home, Path older, Random random);

    /** Any binary value of any table, whatever the engine calls it. */
    private static String flipStoredState(JdbcClient jdbc, Random random) {
        List<String[]> columns =
                jdbc.sql("""
                        select table_name, column_name from information_schema.columns
                        where data_type = 'BINARY VARYING' and table_schema = 'PUBLIC' order by 1, 2""").query((row, number) -> new String[] {row.getString(1), row.getString(2)}).list().stream()
                        .filter(column -> jdbc.sql("select count(*) from " + column[0] + " where octet_length("
                                                + column[1] + ") > 0")
                                        .query(Long.class)
                                        .single()
                                > 0)
                        .toList();
        if (columns.isEmpty()) {
            return "no state yet";
        }
        String[] column = columns.get(random.nextInt(columns.size()));
        List<byte[]> values = jdbc.sql("select distinct " + column[1] + " from " + column[0] + " where octet_length("
                        + column[1] + ") > 0")
                .query(byte[].class)
                .list();
        byte[] before = values.get(random.nextInt(values.size()));
        byte[] after = before.clone();
        String what = flip(after, random);
        jdbc.sql("update " + column[0] + " set " + column[1] + " = ? where " + column[1] + " = ?")
                .params(after, before)
                .update();
        return what + " of " + column[0] + "." + column[1];
    }

    private static String flip(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return "bit flipped in byte " + at + " of " + bytes.length;
    }
}
