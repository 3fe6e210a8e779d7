package org.stagepost.cli.events;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.stagepost.job.RunListener;
import org.stagepost.job.RunResult;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.PassNumber;

/**
 * Where the events of a run go: a line of JSON each, written as it happens. Nothing that goes wrong with it is the run's
 * failure. Thread-safe.
 */
public final class EventFile implements AutoCloseable {
    private final Closeable resource;
    private final EventLog log;
    private final LineQueue lines;

    private EventFile(LineQueue.Destination destination, Closeable resource, String worker) {
        this.resource = resource;
        this.lines = new LineQueue(destination);
        this.log = new EventLog(lines::add, Clock.systemUTC(), worker);
        lines.start(log::beat);
    }

    /**
     * Appends to a file, which only its owner can read when it is new. A pipe is opened when somebody reads it.
     *
     * @param worker who writes, HOST:PID
     * @throws IOException when nobody can write there
     */
    public static EventFile append(Path file, String worker) throws IOException {
        WritableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE),
                mode(file));
        return new EventFile(line -> writeAll(channel, line), channel, worker);
    }

    private static FileAttribute<?>[] mode(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void writeAll(WritableByteChannel channel, byte[] line) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Writes to standard output. @param worker as of {@link #append} */
    public static EventFile on(PrintWriter out, String worker) {
        return new EventFile(
                line -> {
                    out.print(new String(line, StandardCharsets.UTF_8));
                    if (out.checkError()) {
                        throw new IOException("standard output is closed");
                    }
                },
                () -> {},
                worker);
    }

    /** Hears what the run does. */
    public RunListener listener() {
        return log;
    }

    /** Another process runs the batch: what is told of it was seen from here. */
    public void joined(BatchName batch, PassNumber pass) {
        log.joined(batch, pass);
    }

    /** How the run ended. */
    public void ended(RunResult result) {
        log.ended(result);
    }

    /** It ended before anything was known of it. */
    public void refused(ExitCode exitCode, String message) {
        log.refused(exitCode, message);
    }

    /** How many lines are lost and why, in a sentence; empty when all was written. To be asked when it is closed. */
    public Optional<String> trouble() {
        return lines.trouble();
    }

    /** Writes what is left, if that takes no longer than two seconds. */
    @Override
    public void close() {
        lines.close();
        try {
            resource.close();
        } catch (IOException e) {
            // Each line was written by itself: nothing is lost here.
        }
    }
}
