package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class HomeFoldersTest {
    private final Path folder;

    HomeFoldersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void homeAndItsFoldersAreTheOwnersOnly() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("not/yet/there"));

        HomeFolders.create(home);
        HomeFolders.create(home);

        try (Stream<Path> created = Files.walk(home.root())) {
            assertThat(created.map(HomeFoldersTest::modeAndName))
                    .containsExactlyInAnyOrder(
                            "rwx------ there",
                            "rwx------ db",
                            "rwx------ keys",
                            "rwx------ logs",
                            "rwx------ reports",
                            "rwx------ spool");
        }
    }

    @Test
    void aFileInThePlaceOfTheHomeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        refuses(file, file + " cannot be used: " + file + " is a file, not a folder");
        refuses(file.resolve("below"), file.resolve("below") + " cannot be used: ");
        Path db =
                Files.createFile(Files.createDirectories(folder.resolve("home")).resolve("db"));
        refuses(folder.resolve("home"), db + " is a file, not a folder");
    }

    @Test
    void aPlaceWhereNothingCanBeCreatedIsNamed() {
        refuses(Path.of("/proc/stagepost"), "/proc/stagepost cannot be used: /proc/stagepost");
    }

    @Test
    void aPathThatTheStoreCannotSpellIsRefused() {
        refuses(folder.resolve("a;b"), "semicolon");
    }

    private static void refuses(Path root, String message) {
        assertThatThrownBy(() -> HomeFolders.create(new HomeFolder(root)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message)
                .extracting("code")
                .isEqualTo(FailureCode.HOME_UNUSABLE);
    }

    private static String modeAndName(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " " + path.getFileName();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
