package org.stagepost.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source delivers. */
public final class CollectingSink implements ItemSink {
    public final List<ItemHead> heads = new ArrayList<>();
    public final List<String> texts = new ArrayList<>();
    public final List<String> unreadable = new ArrayList<>();

    @Override
    public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (bytes.length != sizeBytes) {
            throw new IllegalStateException(sizeBytes + " bytes announced, " + bytes.length + " delivered");
        }
        heads.add(head);
        texts.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void unreadable(ItemKey key, String reason) {
        unreadable.add(key.value() + " " + reason);
    }

    public List<ItemKey> keys() {
        return heads.stream().map(ItemHead::key).toList();
    }
}
