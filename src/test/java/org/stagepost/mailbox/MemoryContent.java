package org.stagepost.mailbox;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Content that is simply there. */
public record MemoryContent(byte[] bytes) implements ItemContent {
    @Override
    public long sizeBytes() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
