package org.stagepost.mailbox;

import java.io.IOException;
import java.io.InputStream;

/** Takes items as a source delivers them. */
public interface ItemSink {
    /**
     * @param content the item's bytes as the server stores them; read it here and now, it ends with this call. What is
     *     left unread is passed over.
     * @param sizeBytes exactly as many bytes as {@code content} has
     * @throws IOException of {@code content} only
     */
    void item(ItemHead head, InputStream content, long sizeBytes) throws IOException;

    /** The source answered, but not with the item. */
    void unreadable(ItemKey key, String reason);
}
