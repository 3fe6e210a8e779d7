package org.stagepost.credential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * A small file in the home folder that only its owner can read: mode 0600 where the file system knows modes.
 * Replaced as a whole, so that a reader in another process sees the old content or the new one. Every method fails with
 * HOME_UNUSABLE.
 */
public record PrivateFile(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /** Empty when there is no such file. */
    public Optional<byte[]> read() {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
    }

    /** Creates or replaces the file; durable when it returns. */
    public void write(byte[] content) {
        Path draft = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode())) {
                channel.write(ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true); // the name, too
            }
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw unusable("cannot be deleted", e);
        }
    }

    /** Refuses a file that its group or the world may read or write. */
    public void requireOwnerOnly() {
        if (!knowsModes()) {
            return;
        }
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
            if (mode.stream().anyMatch(OTHERS::contains)) {
                throw new MigrationException(
                        FailureCode.HOME_UNUSABLE,
                        "%s can be read by others (%s); run: chmod 600 '%s'"
                                .formatted(path, PosixFilePermissions.toString(mode), path));
            }
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
    }

    private FileAttribute<?>[] mode() {
        return knowsModes()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private boolean knowsModes() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private MigrationException unusable(String what, IOException cause) {
        return new MigrationException(FailureCode.HOME_UNUSABLE, path + " " + what + ": " + cause, cause);
    }
}
