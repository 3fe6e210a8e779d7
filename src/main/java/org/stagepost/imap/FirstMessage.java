package org.stagepost.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;

/**
 * A slice's first message, kept until the server has spoken: if it was alone and refused, it may be its keywords that
 * are not wanted, and it is sent again without them. Large ones wait for the server before they are sent.
 */
final class FirstMessage {
    private static final long LARGEST = 1024 * 1024;

    private byte @Nullable [] text;

    void keep(ItemHead head, ItemContent content) {
        if (head.marks().keywords().isEmpty() || content.sizeBytes() > LARGEST) {
            return;
        }
        try (InputStream in = content.open()) {
            text = in.readAllBytes();
        } catch (IOException e) {
            text = null; // it was sent all the same, and is only refused for good
        }
    }

    Optional<ItemContent> content() {
        return Optional.ofNullable(text).map(TextContent::new);
    }
}
