package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.model.FolderPath;

class ImapFolderNamesTest {
    private static final String ODD = "ab./\\=%*&-,2FE3D~ \u00FC\u53F0\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /  | ''      | INBOX              | INBOX
            /  | ''      | InBoX              | INBOX
            /  | ''      | inbox/Sub          | INBOX/Sub
            /  | ''      | a.b/c              | a.b/c
            .  | ''      | a/b.c              | a\\/b/c
            .  | INBOX.  | INBOX.Sent         | Sent
            .  | INBOX.  | inbox.Sent.2024    | Sent/2024
            .  | INBOX.  | INBOX              | INBOX
            /  | ''      | Entw&APw-rfe       | Entw\u00FCrfe
            /  | ''      | a&b                | a&b
            /  | ''      | a&AAo-b            | a=0Ab
            /  | ''      | a//b               | a/=/b
            /  | ''      | a/                 | a
            '' | ''      | a.b                | a.b
            """)
    void readsWireNames(String separator, String prefix, String wire, String path) {
        assertThat(ImapFolderNames.personal(separator, prefix).path(wire)).isEqualTo(FolderPath.parse(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /  | ''      | Sent/2024          | Sent/2024
            .  | INBOX.  | Sent/2024          | INBOX.Sent.2024
            .  | INBOX.  | INBOX              | INBOX
            .  | INBOX.  | INBOX/Sub          | INBOX.INBOX.Sub
            /  | ''      | INBOX/Sub          | INBOX/Sub
            .  | ''      | Version 2.0        | Version 2=2E0
            /  | ''      | a\\/b              | a=2Fb
            /  | ''      | a=2Fb              | a=3D2Fb
            /  | ''      | a=b                | a=b
            /  | ''      | inbox              | =69nbox
            /  | ''      | Inbox/x            | =49nbox/x
            .  | INBOX.  | inbox              | INBOX.inbox
            /  | ''      | Entw\u00FCrfe & x  | Entw&APw-rfe &- x
            """)
    void writesWireNames(String separator, String prefix, String path, String wire) {
        ImapFolderNames names = ImapFolderNames.personal(separator, prefix);

        assertThat(names.wire(names.storable(FolderPath.parse(path)))).isEqualTo(wire);
    }

    @Test
    void cautiousNamesHoldNothingUnusual() {
        ImapFolderNames names = ImapFolderNames.personal("/", "");

        assertThat(names.cautious(FolderPath.of("~a.b*c%d", "\u00DCber (x)", "a=2Fb/c")))
                .isEqualTo(FolderPath.of("=7Ea=2Eb=2Ac=25d", "\u00DCber =28x=29", "a=3D2Fb=2Fc"));
    }

    @Test
    void folderBelowAUserRootIsTheUsersInbox() {
        ImapFolderNames names = ImapFolderNames.below(".", "/users/ann");

        assertThat(names.path("users.ann")).isEqualTo(FolderPath.INBOX);
        assertThat(names.wire(FolderPath.INBOX)).isEqualTo("users.ann");
        assertThat(names.path("users.ann.Sent")).isEqualTo(FolderPath.of("Sent"));
        assertThat(names.wire(FolderPath.of("Sent"))).isEqualTo("users.ann.Sent");
    }

    @Test
    void clashingWireNamesKeepTheirOwnPaths() {
        List<String> wires =
                List.of("INBOX", "INBOX.INBOX", "INBOX.a&-b", "INBOX.a&b", "INBOX.\u00C3\u00BC", "INBOX.&APw-");

        Map<FolderPath, String> paths = ImapFolderNames.personal(".", "INBOX.").paths(wires);

        assertThat(paths.values()).containsExactlyInAnyOrderElementsOf(wires);
        assertThat(paths)
                .containsEntry(FolderPath.INBOX, "INBOX")
                .containsEntry(FolderPath.of("a&b"), "INBOX.a&-b")
                .containsEntry(FolderPath.of("a=26b"), "INBOX.a&b")
                .containsEntry(FolderPath.of("\u00FC"), "INBOX.&APw-");
    }

    @RepeatedTest(200)
    void storedNamesComeBackAndNeverMeet(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        ImapFolderNames names =
                random.nextBoolean() ? ImapFolderNames.personal("/", "") : ImapFolderNames.personal(".", "INBOX.");
        Map<String, FolderPath> stored = new HashMap<>();
        Set<FolderPath> seen = new HashSet<>();

        for (int i = 0; i < 200; i++) {
            FolderPath path = randomPath(random);
            if (!seen.add(path)) {
                continue;
            }
            for (FolderPath own : new HashSet<>(List.of(names.storable(path), names.cautious(path)))) {
                String wire = names.wire(own);
                assertThat(names.path(wire)).isEqualTo(own);
                assertThat(stored.put(wire, path)).as("%s", wire).isNull();
            }
        }
    }

    @RepeatedTest(100)
    void everyListedNameHasItsOwnPath(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Set<String> wires =
                IntStream.range(0, 100).mapToObj(i -> randomName(random)).collect(Collectors.toSet());

        Map<FolderPath, String> paths = ImapFolderNames.personal("/", "").paths(wires);

        assertThat(paths.values()).containsExactlyInAnyOrderElementsOf(wires);
    }

    private static FolderPath randomPath(Random random) {
        return new FolderPath(IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> randomName(random).replace("\n", "n"))
                .toList());
    }

    private static String randomName(Random random) {
        return random.ints(1 + random.nextInt(4), 0, ODD.length())
                .mapToObj(i -> String.valueOf(ODD.charAt(i)))
                .collect(Collectors.joining());
    }
}
