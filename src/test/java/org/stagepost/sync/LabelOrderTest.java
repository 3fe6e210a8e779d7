package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

class LabelOrderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the inbox, sent, drafts          | a D:DRAFTS S:SENT INBOX       | INBOX S D a",
                "the deepest first, then by name  | b a a/y a/x a/x/z             | a/x/z a/x a/y a b",
                "junk, trash and all mail last    | T:TRASH J:JUNK A:ALL z        | z J T A",
                "an archive is one of the user's  | R:ARCHIVE z b                 | R b z",
                "views of all mail are left out   | F:FLAGGED I:IMPORTANT A:ALL z | z A",
                "views hold what nothing else has | F:FLAGGED I:IMPORTANT T:TRASH | T F I",
            })
    void ranksFolders(String name, String folders, String expected) {
        List<Folder> chosen =
                Arrays.stream(folders.split(" ")).map(LabelOrderTest::folder).toList();

        assertThat(LabelOrder.of(chosen).stream()
                        .map(folder -> folder.path().toString())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static Folder folder(String description) {
        String[] parts = description.split(":");
        Set<SpecialUse> uses = parts.length > 1 ? Set.of(SpecialUse.valueOf(parts[1])) : Set.of();
        return new Folder(FolderPath.parse(parts[0]), uses, true, false);
    }
}
