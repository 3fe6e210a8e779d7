package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            return toOneFile(home, random, (file, bytes) -> Files.write(file, bytes));
        }
    },
    FILE_CUT {
        @Override
        String inflict(Path home, Path older, Random random) {
            return toOneFile(
                    home,
                    random,
                    (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length))));
        }
    },
    FILE_GONE {
        @Override
        String inflict(Path home, Path older, Random random) {
            return toOneFile(home, random, (file, bytes) -> Files.delete(file));
        }
    };

    private interface Blow {
        /** @param bytes of the file, one bit of them flipped */
        void strike(Path file, byte[] bytes) throws IOException;
    }

    /** Any file of the store or of the keys. */
    private static String toOneFile(Path home, Random random, Blow blow) {
        try (Stream<Path> db = Files.list(home.resolve("db"));
                Stream<Path> keys = Files.list(home.resolve("keys"))) {
            List<Path> files = Stream.concat(db, keys)
                    .filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                return "nothing there yet";
            }
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            String flipped = flip(bytes, random);
            blow.strike(file, bytes);
            return flipped + " of " + file.getFileName() + " (" + file.toFile().length() + " left)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
