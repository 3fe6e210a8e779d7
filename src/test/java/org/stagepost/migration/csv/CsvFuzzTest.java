package org.stagepost.migration.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.UserRow;
import org.stagepost.model.Finding;

/** Whatever a file holds, reading it ends with rows and named faults, and shows no password. */
class CsvFuzzTest {
    private static final List<String> SEED_FILES = List.of("""
            EmailAddress,UserName,Password,TargetUserName
            ann@example.test,ann,hunter2-canary,
            bob@example.test,"bob ""B"" b",hunter2-canary,bob2
            "cyd@example.test",cyd,"hunter2-canary",cyd
            dan@example.test,dan,env:DAN,dan
            """, """
            EmailAddress;Password;ForceChangePassword
            ann@example.test;hunter2-canary;True
            bob@example.test;;False
            "cyd@example.test";"hunter2-canary";
            """);

    private static final List<String> PIECES = List.of(
            "\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\0",
            " ",
            "\u00A0",
            "\uFEFF",
            "\uFFFD",
            "@",
            "😀",
            "EmailAddress",
            "Password",
            "ann@example.test",
            "\"\n\"",
            "\",\"",
            "env:",
            "'",
            "\\",
            "=cmd()",
            "\uD800");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void mutatedFilesNeverThrowAndEveryRejectedRowIsNamed(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] content = mutated(random);

            UserCsv csv = CsvFiles.read(CsvFiles.write(folder.resolve("f.csv"), content), expectations(random));

            assertThat(faultIn(csv))
                    .as("seed %d, round %d: %s", seed, round, csv)
                    .isEmpty();
        }
    }

    private static Expectations expectations(Random random) {
        MigrationType type = MigrationType.values()[random.nextInt(MigrationType.values().length)];
        return new Expectations(
                type, random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), RowDefaults.NONE);
    }

    private static byte[] mutated(Random random) {
        StringBuilder text = new StringBuilder(SEED_FILES.get(random.nextInt(2)));
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(random.nextInt(8) == 0 ? 60 : 3));
            text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private static String faultIn(UserCsv csv) {
        Set<Integer> named = new HashSet<>();
        csv.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ROW)
                .forEach(finding -> named.add(finding.line()));
        Set<Integer> leftOut =
                new HashSet<>(csv.rejected().stream().map(RejectedRow::line).toList());
        if (!named.equals(leftOut) || leftOut.size() != csv.rejected().size()) {
            return "rejected " + leftOut + ", named " + named;
        }
        if (csv.rows().stream().map(UserRow::line).anyMatch(leftOut::contains)) {
            return "a row is good and bad";
        }
        if (csv.usable()
                ? csv.rows().isEmpty() && leftOut.isEmpty()
                : !csv.rows().isEmpty()) {
            return "usable without rows, or rows without use";
        }
        return csv.findings().toString().contains("hunter2-canary") ? "a password is shown" : "";
    }
}
