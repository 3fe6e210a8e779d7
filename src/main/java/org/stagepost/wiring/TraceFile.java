package org.stagepost.wiring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.mailbox.TraceLog;

/** One user's trace: lines with a time, readable by the owner only, up to a size. A disk that is full ends it. Thread-safe. */
final class TraceFile implements TraceLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TraceFile.class);
    private static final long USUAL_LIMIT_BYTES = 50_000_000;

    private final Path path;
    private final Clock clock;
    private final long limitBytes;
    private @Nullable FileChannel channel;
    private long written;
    private boolean ended;

    TraceFile(Path path, Clock clock) {
        this(path, clock, USUAL_LIMIT_BYTES);
    }

    TraceFile(Path path, Clock clock, long limitBytes) {
        this.path = path;
        this.clock = clock;
        this.limitBytes = limitBytes;
    }

    Path path() {
        return path;
    }

    @Override
    public synchronized void line(String line) {
        if (ended) {
            return;
        }
        String text = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (written + bytes.length > limitBytes) {
            write(("cut: a trace holds no more than " + limitBytes + " bytes\n").getBytes(StandardCharsets.UTF_8));
            close();
            return;
        }
        write(bytes);
    }

    private void write(byte[] bytes) {
        try {
            if (channel == null) {
                channel = FileChannel.open(
                        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), mode(path));
            }
            channel.write(ByteBuffer.wrap(bytes));
            written += bytes.length;
        } catch (IOException e) {
            LOG.warn("the trace {} ends: {}", path, e.toString());
            close();
        }
    }

    private static FileAttribute<?>[] mode(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public synchronized void close() {
        ended = true;
        FileChannel open = channel;
        channel = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            LOG.warn("the trace {} ends: {}", path, e.toString());
        }
    }
}
