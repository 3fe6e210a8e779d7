package org.stagepost.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a removed batch left under a name that another batch has now. */
final class EarlierReports {
    /** A batch's name holds no dot: no batch writes there. */
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("'.earlier-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private EarlierReports() {}

    /** @return where the folder is now; empty when there was none */
    static Optional<Path> setAside(Path folder, Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        String name = folder.getFileName() + SUFFIX.format(now);
        Path aside = folder.resolveSibling(name);
        for (int number = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); number++) {
            aside = folder.resolveSibling(name + "-" + number);
        }
        return Optional.of(Files.move(folder, aside));
    }
}
