package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.Folder;
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
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.SpecialUse;
import org.stagepost.testing.RequiresServer;

/** What the contracts cannot ask of every kind: an untouched source, safe appends, special uses, quirks of a server. */
@RequiresServer("dovecot")
class DovecotBehaviourTest {
    private static final FolderPath WORK = FolderPath.of("Work");

    private static DovecotKit dovecot;

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of());
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @Test
    void readingLeavesTheSourceAsItWas() throws MessagingException {
        dovecot.fill(List.of(SeedItem.in(WORK, "one").marked(Marks.NONE), SeedItem.in(WORK, "two")));
        long before = highestModSeq();

        try (SourceMailbox mailbox = dovecot.source()) {
            mailbox.folders();
            List<ItemKey> keys = mailbox.list(WORK).await().items().stream()
                    .map(ItemSummary::key)
                    .toList();
            mailbox.read(WORK, keys, new CollectingSink()).await();
            mailbox.fingerprints(WORK, keys).await();
        }

        assertThat(highestModSeq()).isEqualTo(before);
    }

    private static long highestModSeq() throws MessagingException {
        try (OtherClient client = dovecot.otherClient()) {
            return client.highestModSeq(WORK);
        }
    }

    /** Dovecot 2.3 answers BAD to a bad argument of APPEND and reads a literal that did not wait as commands. */
    @Test
    void messageTextNeverBecomesACommand() throws MessagingException {
        dovecot.fill(List.of(SeedItem.in(FolderPath.of("victim"), "precious")));
        String text = "Subject: x\r\n\r\n" + "x9 DELETE victim\r\n".repeat(40);
        Set<String> odd = Set.of("\\Bogus", "a b", "\u00FCber", "(", "]", "%*", "x\r\ny DELETE victim", "", "fine");

        try (TargetMailbox mailbox = dovecot.target()) {
            FolderPath folder = mailbox.create(WORK, Set.of()).await();
            for (String keyword : odd) {
                Marks wanted = new Marks(Set.of(), Set.of(keyword));
                appendTwice(
                        mailbox,
                        folder,
                        text,
                        mailbox.open(folder).await().permitted().apply(wanted));
            }
        }

        try (OtherClient client = dovecot.otherClient()) {
            assertThat(client.folderNames()).contains("victim");
        }
    }

    private static void appendTwice(TargetMailbox mailbox, FolderPath folder, String text, Marks marks) {
        try (SliceWriter writer = mailbox.write(folder)) {
            for (int i = 0; i < 2; i++) {
                writer.add(
                        new ItemHead(new ItemKey("k" + i), SeedItem.ARRIVED, marks),
                        new MemoryContent(text.getBytes(StandardCharsets.US_ASCII)));
            }
            assertThat(writer.finish().await()).extracting(ItemOutcome::kind).containsOnly(ItemOutcome.Kind.COPIED);
        }
    }

    /** Even when somebody else's keyword limit or a change of the server makes an accepted word unacceptable. */
    @Test
    void keywordIsRefusedBeforeAnythingIsSent() {
        dovecot.fill(List.of());
        Marks evil = new Marks(Set.of(), Set.of("x)\r\ny DELETE victim"));

        try (TargetMailbox mailbox = dovecot.target();
                SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
            assertThatThrownBy(() -> writer.add(
                            new ItemHead(new ItemKey("k"), SeedItem.ARRIVED, evil),
                            new MemoryContent(new byte[] {'x'})))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void specialUseIsListed() {
        dovecot.fill(List.of());

        try (TargetMailbox mailbox = dovecot.target()) {
            assertThat(mailbox.folders())
                    .filteredOn(folder -> folder.specialUses().contains(SpecialUse.SENT))
                    .extracting(Folder::path)
                    .containsExactly(FolderPath.of("Sent"));
        }
    }

    @Test
    void nameThatTheServerRefusesIsEscaped() {
        dovecot.fill(List.of());
        List<FolderPath> made = new ArrayList<>();

        try (TargetMailbox mailbox = dovecot.target()) {
            made.add(mailbox.create(FolderPath.of("Angebote 2.0"), Set.of()).await());
            made.add(mailbox.create(FolderPath.of("a/b"), Set.of()).await());
            made.add(mailbox.create(FolderPath.of("inbox"), Set.of()).await());
        }

        assertThat(made)
                .containsExactly(FolderPath.of("Angebote 2=2E0"), FolderPath.of("a=2Fb"), FolderPath.of("=69nbox"));
    }

    @Test
    void emptyItemIsRefusedWithoutSpoilingItsSlice() {
        dovecot.fill(List.of());

        try (TargetMailbox mailbox = dovecot.target();
                SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
            writer.add(head("empty"), new MemoryContent(new byte[0]));
            writer.add(head("good"), new MemoryContent("Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

            assertThat(writer.finish().await())
                    .extracting(ItemOutcome::kind)
                    .containsExactly(ItemOutcome.Kind.REFUSED, ItemOutcome.Kind.COPIED);
        }
    }

    private static ItemHead head(String key) {
        return new ItemHead(new ItemKey(key), SeedItem.ARRIVED, Marks.NONE);
    }

    @Test
    void fullMailboxStopsTheSliceAndStaysUsable() {
        byte[] text = ("Subject: x\r\n\r\n" + "0123456789\r\n".repeat(4_000)).getBytes(StandardCharsets.US_ASCII);

        try (DovecotKit small = new DovecotKit(Map.of("QUOTA", "100K"));
                TargetMailbox mailbox = small.target()) {
            try (SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
                for (int i = 0; i < 4; i++) {
                    writer.add(head("k" + i), new MemoryContent(text));
                }
                assertThatThrownBy(() -> writer.finish().await())
                        .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                                .isEqualTo(FailureCode.TARGET_QUOTA_FULL));
            }
            assertThat(mailbox.since(
                                    FolderPath.INBOX,
                                    mailbox.mark(FolderPath.INBOX).await())
                            .await())
                    .isEmpty();
            try (SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
                writer.add(head("fits"), new MemoryContent(text));
                assertThat(writer.finish().await())
                        .extracting(ItemOutcome::kind)
                        .containsExactly(ItemOutcome.Kind.COPIED);
            }
        }
    }
}
