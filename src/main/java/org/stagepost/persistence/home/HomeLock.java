package org.stagepost.persistence.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** The operating system's lock on a home folder; the kernel releases it when the process dies, however it dies. */
public final class HomeLock implements OpenParts.Part {
    /**
     * Homes that this JVM has locked. Looked at before the lock file is opened, because closing any channel on a file
     * releases all POSIX locks that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private HomeLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Answers at once; empty when another process, or somebody else in this one, has the lock. */
    public static Optional<HomeLock> tryAcquire(HomeFolder home) {
        try {
            Path path = home.store().toRealPath().resolve("owner.lock");
            if (!HELD.add(path)) {
                return Optional.empty();
            }
            Optional<HomeLock> acquired = Optional.empty();
            try {
                acquired = lock(path);
            } finally {
                if (acquired.isEmpty()) {
                    HELD.remove(path);
                }
            }
            return acquired;
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE,
                    "the home folder " + home.root() + " cannot be locked: " + e.getMessage(),
                    e);
        }
    }

    private static Optional<HomeLock> lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new HomeLock(path, channel));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, path + " cannot be released: " + e.getMessage(), e);
        } finally {
            HELD.remove(path);
        }
    }
}
