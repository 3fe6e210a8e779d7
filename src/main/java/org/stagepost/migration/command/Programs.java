package org.stagepost.migration.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as a shell does. */
record Programs(String searchPath) {
    /** Empty when there is none of this name that this user may run. */
    Optional<Path> find(String program) {
        try {
            Path path = Path.of(program);
            Stream<Path> candidates = path.getNameCount() > 1 || path.isAbsolute()
                    ? Stream.of(path)
                    : Arrays.stream(searchPath.split(File.pathSeparator))
                            .filter(folder -> !folder.isEmpty())
                            .map(folder -> Path.of(folder, program));
            return candidates.filter(Programs::mayBeRun).findFirst().map(Path::toAbsolutePath);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean mayBeRun(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
