package org.stagepost.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * A file that a plan is written into. It replaces a plan of an earlier call and nothing else: the same option of another
 * command names a file that is read.
 *
 * @param option what named it
 * @param beginning with this every plan of its kind begins
 */
record PlanFile(String option, Path path, String beginning) {
    /** @throws CommandRefused when it cannot be written, or is something else already */
    void check() {
        Path folder = place().getParent();
        if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandRefused(
                    "cannot write " + path, "name a file in a folder that exists and that you may write to");
        }
        if (!Files.notExists(path) && !isPlan()) {
            throw new CommandRefused(
                    option + ": " + path + " is there and is no plan of an earlier call, so it is not overwritten",
                    option + " names the file that is written; name a new one");
        }
    }

    private boolean isPlan() {
        byte[] expected = beginning.getBytes(StandardCharsets.UTF_8);
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(expected.length), expected);
        } catch (IOException e) {
            return false;
        }
    }

    /** A link stays one. */
    private Path place() {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath();
        }
    }

    /**
     * Writes beside it and renames: only its owner can read it, and it is whole.
     *
     * @throws CommandRefused when it cannot be written, or was made by somebody else meanwhile
     */
    void write(String text) {
        check();
        Path place = place();
        try {
            Path part = Files.createTempFile(place.getParent(), ".plan", ".part"); // for its owner alone
            try {
                Files.writeString(part, text);
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandRefused("cannot write " + path + ": " + e.getMessage(), "");
        }
    }
}
