package org.stagepost.report;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that only its owner reads (0700), with files (0600) that appear complete or not at all.
 * On file systems without POSIX modes the surrounding folder's rights apply.
 */
final class PrivateFolder {
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final boolean posix;

    private PrivateFolder(Path folder) {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Creates the folder, and its parents, as far as they are missing. */
    static PrivateFolder at(Path path) throws IOException {
        PrivateFolder folder = new PrivateFolder(path);
        Files.createDirectories(path, folder.mode("rwx------"));
        if (folder.posix) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** Creates nothing: writing into one that is not there is a NoSuchFileException. */
    static PrivateFolder existing(Path path) {
        return new PrivateFolder(path);
    }

    /** Writes beside the file and renames; what a killed run left beside it is overwritten. */
    Path write(String name, Content content) throws IOException {
        return writeBytes(name, bytes -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            content.writeTo(out);
            out.flush();
        });
    }

    /**
     * Writes the file unless it is there: of several that write it at the same time the first one stays.
     * It appears complete where the file system has hard links.
     */
    void writeOnce(String name, Content content) throws IOException {
        String own = "." + name + "." + UUID.randomUUID();
        Path written = write(own, content);
        try {
            Files.createLink(folder.resolve(name), written); // never replaces, unlike a rename
        } catch (FileAlreadyExistsException e) {
            // somebody else was first
        } catch (UnsupportedOperationException | FileSystemException e) {
            copyOnce(written, folder.resolve(name));
        } finally {
            Files.delete(written);
        }
    }

    /** What others, killed more than an hour ago, left of a file that is written once. */
    void sweep(String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant old = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "{.,..}" + name + ".*")) {
            for (Path file : left) {
                if (isOlder(file, old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false; // whoever wrote it has just deleted it
        }
    }

    /** Never replaces either, and is written after it has appeared. */
    private static void copyOnce(Path original, Path file) throws IOException {
        try {
            Files.copy(original, file);
        } catch (FileAlreadyExistsException e) {
            // somebody else was first
        }
    }

    /** The same for bytes; they are buffered. */
    Path writeBytes(String name, Bytes content) throws IOException {
        Path part = folder.resolve("." + name + ".part");
        try (FileChannel channel = begin("." + name + ".part")) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
        return Files.move(
                part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A file that is empty and grows; it is there at once. */
    FileChannel begin(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(file, fresh, mode("rw-------"));
    }

    /** A file to write and to read again, which is gone when it is closed or its process has ended. */
    FileChannel beginPassing(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Set<StandardOpenOption> passing = Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        return FileChannel.open(file, passing, mode("rw-------"));
    }

    /** The file as it is now, under its own name. */
    Path copy(Path original) throws IOException {
        Path file = folder.resolve(original.getFileName());
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, mode("rw-------"))) {
            Files.copy(original, Channels.newOutputStream(channel));
            channel.force(true);
        }
        return file;
    }

    /** The folder with its files; it has no folders in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private FileAttribute<?>[] mode(String mode) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /** Writes one file's bytes. */
    interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes one file's text. */
    interface Content {
        void writeTo(Writer out) throws IOException;
    }
}
