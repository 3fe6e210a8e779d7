package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** A process that copies one message of a given size from a server's first user to its second, and compares. */
final class LargeItemCopy {
    private LargeItemCopy() {}

    /** @param arguments port of the server, size of the message in bytes */
    public static void main(String[] arguments) {
        RealMailboxes mailboxes = new RealMailboxes(Integer.parseInt(arguments[0]));
        Generated message = new Generated(Long.parseLong(arguments[1]));
        put(mailboxes.target(1), message);
        copy(mailboxes);
        System.out.println(checksum(mailboxes.source(2)).equals(message.checksum()) ? "same" : "other");
    }

    private static void put(TargetMailbox mailbox, Generated message) {
        try (mailbox;
                SliceWriter writer = mailbox.write(World.INBOX)) {
            mailbox.open(World.INBOX).await();
            writer.add(new ItemHead(new ItemKey("1"), World.JANUARY, Marks.NONE), message);
            writer.finish().await();
        }
    }

    private static void copy(RealMailboxes mailboxes) {
        World world = World.able();
        try (MailboxCopy copy = world.copier(mailboxes.source(1), mailboxes.target(2))) {
            World.run(copy);
        }
    }

    private static String checksum(SourceMailbox mailbox) {
        Checksum sink = new Checksum();
        try (mailbox) {
            List<ItemKey> keys = mailbox.list(World.INBOX).await().items().stream()
                    .map(ItemSummary::key)
                    .toList();
            mailbox.read(World.INBOX, keys, sink).await();
        }
        return sink.words;
    }

    /** Of all that was delivered. */
    private static final class Checksum implements ItemSink {
        private String words = "";

        @Override
        public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
            words += of(content);
        }

        @Override
        public void unreadable(ItemKey key, String reason) {
            words += reason;
        }

        static String of(InputStream content) throws IOException {
            CRC32 sum = new CRC32();
            byte[] some = new byte[8192];
            long size = 0;
            for (int read = content.read(some); read >= 0; read = content.read(some)) {
                sum.update(some, 0, read);
                size += read;
            }
            return size + " bytes, " + sum.getValue();
        }
    }

    /** A header, and then lines that are made when they are read. */
    private record Generated(long sizeBytes) implements ItemContent {
        private static final byte[] HEADER = "Subject: large\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LINE = ("0123456789".repeat(7) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        @Override
        public InputStream open() {
            return new InputStream() {
                private long at;

                @Override
                public int read() {
                    if (at == sizeBytes) {
                        return -1;
                    }
                    long place = at++;
                    return place < HEADER.length
                            ? HEADER[(int) place]
                            : LINE[(int) ((place - HEADER.length) % LINE.length)];
                }
            };
        }

        String checksum() {
            try (InputStream content = open()) {
                return Checksum.of(content);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
