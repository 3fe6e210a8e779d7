package org.stagepost.mailbox;

import java.io.IOException;
import java.io.InputStream;

/** An item's bytes, ready to be written: line ends CRLF, no NUL. Can be opened more than once until it is released. */
public interface ItemContent {
    long sizeBytes();

    InputStream open() throws IOException;
}
