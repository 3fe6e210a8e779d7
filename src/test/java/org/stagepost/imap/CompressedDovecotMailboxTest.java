package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.SourceMailboxContract;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.mailbox.TargetMailboxContract;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RequiresServer;

/** Both contracts on a Dovecot over compressed connections. */
@RequiresServer("dovecot")
class CompressedDovecotMailboxTest {
    private static DovecotKit dovecot;

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of(), Compression.ALWAYS);
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @Test
    void connectionIsCompressed() {
        assertThat(dovecot.probe())
                .extracting(ProbeStage::detail)
                .anyMatch(detail -> detail.endsWith(" folders, compressed"));
    }

    @Nested
    class AsSource extends SourceMailboxContract {
        @Override
        protected SourceMailbox mailboxWith(List<SeedItem> items) {
            dovecot.fill(items);
            return dovecot.source();
        }

        @Override
        protected void delete(FolderPath folder, int index) {
            dovecot.delete(folder, index);
        }
    }

    @Nested
    class AsTarget extends TargetMailboxContract {
        @Override
        protected TargetMailbox emptyMailbox() {
            dovecot.fill(List.of());
            return dovecot.target();
        }

        @Override
        protected SourceMailbox sameMailbox() {
            return dovecot.source();
        }
    }
}
