package org.stagepost.imap;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.SourceMailboxContract;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.mailbox.TargetMailboxContract;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RequiresServer;

/** Both contracts on a Dovecot with all that it offers. */
@RequiresServer("dovecot")
class DovecotMailboxTest {
    private static DovecotKit dovecot;

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of());
    }

    @AfterAll
    static void stop() {
        dovecot.close();
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
