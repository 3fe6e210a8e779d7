package org.stagepost.persistence.home;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Creates home folders. */
public final class HomeFolders {
    private HomeFolders() {}

    /**
     * Makes the home folder and the folders in it, with mode 0700; what is there already stays as it is.
     *
     * @throws MigrationException HOME_UNUSABLE with the path and the reason
     */
    public static void create(HomeFolder home) {
        Path root = home.root();
        if (root.toString().contains(";")) {
            throw unusable(root, "its path must not contain a semicolon", null);
        }
        for (Path folder :
                List.of(root, home.store(), home.keys(), home.logs(), home.spool(), root.resolve("reports"))) {
            createOwnerOnly(root, folder);
        }
    }

    /**
     * Makes the folder of the broker, with mode 0700.
     *
     * @throws MigrationException HOME_UNUSABLE
     */
    public static void createForBroker(HomeFolder home) {
        createOwnerOnly(home.root(), home.broker());
    }

    /**
     * Deletes what a dead process left in the spool: mail of users lies there no longer than it must. Only for the owner
     * of the store.
     *
     * @throws MigrationException HOME_UNUSABLE
     */
    public static void emptySpool(HomeFolder home) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(home.spool())) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unusable(home.root(), "the spool cannot be emptied: " + e, e);
        }
    }

    private static void createOwnerOnly(Path root, Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Path parent = folder.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(folder, mode(folder));
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw unusable(root, e.getFile() + " is a file, not a folder", e);
            }
        } catch (AccessDeniedException e) {
            throw unusable(root, "no permission to create " + e.getFile(), e);
        } catch (FileSystemException e) {
            String reason = e.getReason();
            throw unusable(root, e.getFile() + ": " + (reason == null ? "cannot be created" : reason), e);
        } catch (IOException e) {
            throw unusable(root, e.toString(), e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(root, "no permission to write into " + folder, null);
        }
    }

    private static FileAttribute<?>[] mode(Path folder) {
        boolean knowsModes =
                folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return knowsModes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static MigrationException unusable(Path root, String reason, @Nullable Exception cause) {
        return new MigrationException(
                FailureCode.HOME_UNUSABLE, "the home folder " + root + " cannot be used: " + reason, cause);
    }
}
