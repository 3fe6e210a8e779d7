package org.stagepost.migration.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that an administrator handed in, and whether it can be read at all. */
public record InputFile(Path path, long maxBytes) {
    /** Why the file cannot be read; empty when it can. */
    public Optional<Fault> fault() {
        if (Files.notExists(path)) {
            return Optional.of(new Fault("there is no such file", "check the path"));
        }
        if (Files.isDirectory(path)) {
            return Optional.of(new Fault("is a directory", "name a file"));
        }
        if (!Files.isReadable(path)) {
            return Optional.of(unreadable());
        }
        return Files.isRegularFile(path) ? sizeFault() : Optional.of(new Fault("is no plain file", "name a file"));
    }

    private Optional<Fault> sizeFault() {
        try {
            return Files.size(path) <= maxBytes
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "is larger than " + maxBytes / (1024 * 1024) + " MB",
                            "split it, or check that it is the right file"));
        } catch (IOException e) {
            return Optional.of(unreadable());
        }
    }

    /** For the moment when reading fails although the file was there. */
    public static Fault unreadable() {
        return new Fault("cannot be read", "let the user that runs Stagepost read it");
    }

    /** A path as written in a file of that folder; empty when it is none on this system. */
    public static Optional<Path> resolve(Path folder, String text) {
        try {
            return Optional.of(folder.resolve(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The folder that relative paths in this file begin at. */
    public Path folder() {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }
}
