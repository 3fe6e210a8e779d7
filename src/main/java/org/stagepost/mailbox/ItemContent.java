package org.stagepost.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An item's bytes, ready to be written: line ends CRLF, no NUL. Can be opened more than once until it is released. */
public interface ItemContent {
    long sizeBytes();

    InputStream open() throws IOException;

    /** All of it, at once where it lies in memory. */
    default void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }
}
