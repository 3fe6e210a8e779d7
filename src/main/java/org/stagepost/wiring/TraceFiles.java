package org.stagepost.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stagepost.mailbox.TraceLog;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.HomeFolder;

/** Protocol traces of the users for whom somebody asked for one, in the logs of the home folder. Thread-safe. */
final class TraceFiles implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final HomeFolder home;
    private final Clock clock;
    private final Map<EmailAddress, TraceFile> files = new ConcurrentHashMap<>();

    TraceFiles(HomeFolder home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** @return the file, which is made when the user's first connection is opened */
    Path begin(EmailAddress user) {
        return files.computeIfAbsent(user, address -> new TraceFile(path(address), clock))
                .path();
    }

    /** An address may hold a slash, and more that file systems dislike. */
    private Path path(EmailAddress user) {
        String name = user.value().replaceAll("[^A-Za-z0-9@._+-]", "_");
        return home.logs().resolve("trace-" + name + "-" + TIME.format(clock.instant()) + ".log");
    }

    TraceLog of(EmailAddress user) {
        TraceFile file = files.get(user);
        return file == null ? TraceLog.NONE : file;
    }

    @Override
    public void close() {
        files.values().forEach(TraceFile::close);
    }
}
