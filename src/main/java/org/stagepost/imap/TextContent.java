package org.stagepost.imap;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.stagepost.mailbox.ItemContent;

/** A message that lies in memory. */
record TextContent(byte[] text) implements ItemContent {
    @Override
    public long sizeBytes() {
        return text.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(text);
    }
}
