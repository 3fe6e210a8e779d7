package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

class FolderChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "Junk,     Junk,     true",
        "junk,     JUNK,     true",
        "Junk,     Junk/a,   false",
        "Junk/*,   Junk,     true",
        "Junk/*,   Junk/a/b, true",
        "Junk/*,   Junkyard, false",
        "#Trash#,  Papierkorb, true",
        "#trash#,  Papierkorb/a, false",
        "#Trash#/*, Papierkorb, true",
        "#Trash#/*, Papierkorb/a, true",
        "#Trash#/*, Papierkorb2, false",
        "#Junk#,   Spam,     true",
        "#Junk#/*, Spam/a,   true",
        "#Junk#,   A/Spam,   false",
        "#Trash#,  Corbeille, false",
        "#Inbox#,  INBOX,    true",
        "\\#Trash\\#, Papierkorb, false",
        "\\#Trash\\#, #Trash#, true",
    })
    void matches(String pattern, String path, boolean excluded) {
        Set<SpecialUse> uses = path.equals("Papierkorb") ? Set.of(SpecialUse.TRASH) : Set.of();
        Folder folder = new Folder(FolderPath.parse(path), uses, true, false);
        Folder trash = new Folder(FolderPath.of("Papierkorb"), Set.of(SpecialUse.TRASH), true, false);
        Folder spam = new Folder(FolderPath.of("Spam"), Set.of(), true, false);

        Set<FolderPath> found = FolderChoice.without(List.of(pattern)).leftBehind(List.of(trash, spam, folder));

        assertThat(found.contains(folder.path())).isEqualTo(excluded);
    }

    @Test
    void onlyIncludedFoldersAreCopiedAndOfThemOnlyThoseThatAreNotExcluded() {
        List<Folder> folders = Stream.of("INBOX", "Work", "Work/Old", "Work/Old/2019", "Home")
                .map(path -> new Folder(FolderPath.parse(path), Set.of(), true, false))
                .toList();

        Set<FolderPath> left =
                new FolderChoice(List.of("#Inbox#", "Work/*"), List.of("Work/Old/*")).leftBehind(folders);

        assertThat(left)
                .extracting(FolderPath::toString)
                .containsExactlyInAnyOrder("Home", "Work/Old", "Work/Old/2019");
        assertThat(FolderChoice.ALL.leftBehind(folders)).isEmpty();
    }
}
