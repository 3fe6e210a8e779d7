package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.testing.MemoryEndpoints;

/** Whatever a job file holds, reading it ends soon, starts nothing and shows no password. */
class HostileJobFileTest {
    private static final String SEED_FILE = """
            name: wave
            type: imap
            csv: users.csv
            source: { endpoint: old }
            target: { endpoint: new }
            excludeFolders: ["Junk/*", "#Trash#"]
            password: hunter2-canary
            notify: [admin@example.test]
            startAfter: 2026-12-01T20:00:00Z
            endpoints:
              - name: old
                kind: imap
                host: mail.example.test
                login: { as: admin, user: root, password: "hunter2-canary", separator: "*" }
              - { name: new, kind: imap, host: mail.example.test, port: 993 }
              - { name: relay, kind: smtp, host: mail.example.test, from: a@example.test }
            """;
    private static final List<String> PIECES = List.of(
            "'", "\"", ":", "- ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "!x ", "\n", "\n  ", "\t", "#", "|", ">",
            "? ", "<<: *a", "~", "null", "\0", "\u0007", "\uFEFF", "%", "@", "`", ",", "---\n", "...", "😀", "env:");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aliasBombIsRefused() {
        String levels = IntStream.range(1, 9)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "x]\n")
                .collect(Collectors.joining());

        assertThat(findings("a0: &a0 [x]\n" + levels))
                .containsExactly(
                        "job.yml: is no job file: Number of aliases for non-scalar nodes exceeds the specified max=20 (see jobs/"
                                + " for examples)");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(findings("name: " + "[".repeat(50_000)))
                .singleElement()
                .asString()
                .contains("Nesting Depth");
    }

    @Test
    void aMapThatHoldsItselfIsRead() {
        assertThat(findings("endpoints: &a [*a]\nsource: &b { endpoint: *b }\n"))
                .contains(
                        "job.yml:1: endpoints[0]: is no group of settings (write key: value lines below it)",
                        "job.yml:2: source.endpoint: is no single value (write key: value in one line)");
    }

    @Test
    void aMegabyteIsTheLimit() {
        assertThat(findings("#".repeat(1024 * 1024 + 1)))
                .containsExactly("job.yml: is larger than 1 MB (split it, or check that it is the right file)");
    }

    @Test
    void otherFilesAreNamed() throws IOException {
        assertThat(findings(new byte[] {'n', 'a', (byte) 0xE4}))
                .containsExactly("job.yml: is not UTF-8 (save it as UTF-8)");
        assertThat(findings(new byte[] {'n', 0, 1})).singleElement().asString().startsWith("job.yml:1: holds a");
        Path missing = folder.resolve("none.yml");
        assertThat(new YamlJobFileReader(new MemoryEndpoints()).read(missing).findings())
                .singleElement()
                .asString()
                .endsWith("none.yml: there is no such file (check the path)");
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertThat(findings("\uFEFFname: 1 1\n")).anyMatch(finding -> finding.startsWith("job.yml:1: name: \"1 1\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void mutatedFilesNeverThrow(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            String text = mutated(random);

            List<String> findings = findings(text);

            assertThat(findings).as("seed %d, round %d:%n%s", seed, round, text).noneMatch(HostileJobFileTest::shows);
        }
    }

    /** Where a mutation made the password the value of another key, it is shown as that value. */
    private static boolean shows(String finding) {
        return finding.contains("hunter2-canary") && finding.matches(".*[pP]ass.*");
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEED_FILE);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(random.nextInt(8) == 0 ? 60 : 3));
            text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private List<String> findings(String text) {
        return findings(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> findings(byte[] content) {
        try {
            Path file = Files.write(folder.resolve("job.yml"), content);
            return new YamlJobFileReader(new MemoryEndpoints())
                    .read(file).findings().stream()
                            .map(finding -> finding.toString()
                                    .substring(folder.toString().length() + 1))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
