package org.stagepost.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM wrote with {@code -Xlog:gc}. */
final class GarbageLog {
    private static final Pattern COLLECTED = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private GarbageLog() {}

    /** Megabytes that a collection of the whole heap left in use at most; 0 when there was none. */
    static long mostKept(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("Pause Full"))
                    .map(COLLECTED::matcher)
                    .filter(Matcher::find)
                    .mapToLong(collected -> Long.parseLong(collected.group(2)))
                    .max()
                    .orElse(0);
        }
    }
}
