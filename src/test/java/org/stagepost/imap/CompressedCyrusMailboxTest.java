package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

/** Both contracts on a Cyrus over compressed connections. */
@RequiresServer({"cyrmaster", "saslpasswd2"})
class CompressedCyrusMailboxTest {
    private static CyrusKit cyrus;

    @BeforeAll
    static void start() {
        cyrus = new CyrusKit(Compression.ALWAYS);
    }

    @AfterAll
    static void stop() {
        cyrus.close();
    }

    @Test
    void connectionIsCompressed() {
        assertThat(cyrus.probe())
                .extracting(ProbeStage::detail)
                .anyMatch(detail -> detail.endsWith(" folders, compressed"));
    }

    @Nested
    class AsSource extends SourceMailboxContract {
        @Override
        protected SourceMailbox mailboxWith(List<SeedItem> items) {
            cyrus.fill(items);
            return cyrus.source();
        }

        @Override
        protected void delete(FolderPath folder, int index) {
            cyrus.delete(folder, index);
        }
    }

    @Nested
    class AsTarget extends TargetMailboxContract {
        @Override
        protected TargetMailbox emptyMailbox() {
            cyrus.fill(List.of());
            return cyrus.target();
        }

        @Override
        protected SourceMailbox sameMailbox() {
            return cyrus.source();
        }
    }
}
