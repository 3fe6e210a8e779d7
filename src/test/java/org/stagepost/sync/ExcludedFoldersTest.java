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
        "#Inbox#,  INBOX,    true",
        "\\#Trash\\#, Papierkorb, false",
        "\\#Trash\\#, #Trash#, true",
    })
    void matches(String pattern, String path, boolean excluded) {
        Set<SpecialUse> uses = path.equals("Papierkorb") ? Set.of(SpecialUse.TRASH) : Set.of();
        Folder folder = new Folder(FolderPath.parse(path), uses, true, false);

        assertThat(new ExcludedFolders(List.of(pattern)).contains(folder)).isEqualTo(excluded);
    }
}
