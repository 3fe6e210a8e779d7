package org.stagepost.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.RecordedCopies;
import org.stagepost.model.UserId;

/**
 * What is recorded of users, in a file that only its owner reads and that is gone when this is closed, or its process has
 * ended in whatever way. Memory holds where each user's part is. Thread-safe.
 */
final class JournalsAside implements AutoCloseable {
    static final String NAME = "journals";

    private final FileChannel file;
    private final Map<UserId, Place> places = new HashMap<>();
    private long end;

    private record Place(long offset, int bytes) {}

    private JournalsAside(FileChannel file) {
        this.file = file;
    }

    static JournalsAside in(Path folder) throws IOException {
        return new JournalsAside(PrivateFolder.at(folder).beginPassing(NAME));
    }

    synchronized void put(UserId user, RecordedCopies copies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            RecordedCopiesCodec.write(copies, out);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        Place place = new Place(end, buffer.remaining());
        while (buffer.hasRemaining()) {
            file.write(buffer, place.offset() + buffer.position());
        }
        end += place.bytes();
        places.put(user, place);
    }

    /** @throws IllegalStateException when nothing was put there */
    RecordedCopies get(UserId user) throws IOException {
        Place place = place(user);
        if (place == null) {
            throw new IllegalStateException("nothing was kept of user " + user.value());
        }
        ByteBuffer buffer = ByteBuffer.allocate(place.bytes());
        while (buffer.hasRemaining()) {
            if (file.read(buffer, place.offset() + buffer.position()) < 0) {
                throw new EOFException(NAME + " was cut");
            }
        }
        return RecordedCopiesCodec.read(new DataInputStream(new ByteArrayInputStream(buffer.array())));
    }

    private synchronized @Nullable Place place(UserId user) {
        return places.get(user);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
