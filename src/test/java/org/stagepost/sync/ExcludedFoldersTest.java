package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

class ExcludedFoldersTest {
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

        Set<FolderPath> found = new ExcludedFolders(List.of(pattern)).among(List.of(trash, spam, folder));

        assertThat(found.contains(folder.path())).isEqualTo(excluded);
    }
}
