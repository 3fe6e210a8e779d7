package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RequiresServer;

/** When connections are compressed that may decide by themselves: in the middle of a session, and from then on. */
@RequiresServer("dovecot")
class AutoCompressionTest {
    private static final String COMPRESS = "COMPRESS DEFLATE";
    private static final String LONG = "0123456789\r\n".repeat(120_000);

    private static DovecotKit dovecot;

    private final ImapMailboxConnector connector = new ImapMailboxConnector();

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of());
        dovecot.fill(Stream.of("one", "two")
                .map(subject -> SeedItem.in(FolderPath.INBOX, subject + "\r\n\r\n" + LONG))
                .toList());
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    private SourceMailbox source(CountingRelay relay) {
        return connector.openSource(
                Endpoints.plain(relay.port()), Endpoints.user(DovecotKit.USER, DovecotKit.PASSWORD));
    }

    private TargetMailbox target(CountingRelay relay) {
        return connector.openTarget(
                Endpoints.plain(relay.port()), Endpoints.user(DovecotKit.USER, DovecotKit.PASSWORD));
    }

    private static String read(SourceMailbox mailbox, int index) {
        CollectingSink sink = new CollectingSink();
        List<ItemSummary> items = mailbox.list(FolderPath.INBOX).await().items();
        mailbox.read(FolderPath.INBOX, List.of(items.get(index).key()), sink).await();
        return sink.texts.get(0);
    }

    @Test
    void lineThatTurnsOutSlowIsCompressedFromThenOn() throws IOException {
        try (CountingRelay relay = new CountingRelay(dovecot.port(), 6)) {
            try (SourceMailbox mailbox = source(relay)) {
                assertThat(read(mailbox, 0)).contains(LONG);
                assertThat(relay.commands()).doesNotContain(COMPRESS);
                assertThat(read(mailbox, 1)).contains(LONG);
                assertThat(relay.commands()).contains(COMPRESS);
            }
            try (SourceMailbox next = source(relay)) {
                assertThat(relay.commands()).last().isEqualTo(COMPRESS);
                assertThat(read(next, 0)).contains(LONG);
            }
        }
    }

    @Test
    void whatIsWrittenAfterwardsIsCompressed() throws IOException {
        try (CountingRelay relay = new CountingRelay(dovecot.port(), 6);
                TargetMailbox mailbox = target(relay)) {
            try (SourceMailbox source = source(relay)) {
                read(source, 0);
            }
            relay.commands();

            FolderPath folder =
                    mailbox.create(FolderPath.of("Copies"), Set.of()).await();
            try (SliceWriter writer = mailbox.write(folder)) {
                writer.add(
                        new ItemHead(new ItemKey("k"), SeedItem.ARRIVED, Marks.NONE),
                        new MemoryContent(("Subject: x\r\n\r\n" + LONG).getBytes(StandardCharsets.US_ASCII)));
                assertThat(writer.finish().await())
                        .extracting(ItemOutcome::kind)
                        .containsExactly(ItemOutcome.Kind.COPIED);
            }

            assertThat(relay.commands()).contains(COMPRESS).noneMatch(line -> line.contains("APPEND"));
        }
    }

    /** A machine that is busy makes any line slow for a moment: one of several stays as fast as it is. */
    @Test
    void fastLineIsNotCompressed() throws IOException {
        List<Boolean> compressed = new ArrayList<>();
        while (compressed.size() < 5 && !compressed.contains(false)) {
            compressed.add(isCompressedInTheEnd());
        }

        assertThat(compressed).contains(false);
    }

    private boolean isCompressedInTheEnd() throws IOException {
        try (CountingRelay relay = new CountingRelay(dovecot.port());
                SourceMailbox mailbox = source(relay)) {
            read(mailbox, 0);
            read(mailbox, 1);
            return relay.commands().contains(COMPRESS);
        }
    }
}
