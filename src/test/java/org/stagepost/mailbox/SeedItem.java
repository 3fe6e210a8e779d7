package org.stagepost.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.stagepost.model.FolderPath;

/** An item that a contract test puts into a mailbox before it looks. */
public record SeedItem(FolderPath folder, String text, Instant receivedDate, Marks marks) {
    public static final Instant ARRIVED = Instant.parse("2024-02-29T13:45:07Z");

    /** A well-formed message with a non-ASCII body, read, that arrived on a leap day. */
    public static SeedItem in(FolderPath folder, String subject) {
        String text = "From: ann@example.test\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                + "@example.test>\r\n\r\nGr\u00FC\u00DFe aus " + subject + "\r\n";
        return new SeedItem(folder, text, ARRIVED, new Marks(Set.of(Marks.Flag.SEEN), Set.of()));
    }

    public SeedItem marked(Marks other) {
        return new SeedItem(folder, text, receivedDate, other);
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
