package org.stagepost.imap;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.stagepost.mailbox.FolderHistoryContract;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.testing.RequiresServer;

/** What a Dovecot tells of a folder's past, with less and less of what it can. */
@RequiresServer("dovecot")
class DovecotFolderHistoryTest {
    @Nested
    class WithAll extends OnDovecot {
        WithAll() {
            super("");
        }
    }

    @Nested
    class WithoutQresync extends OnDovecot {
        WithoutQresync() {
            super("QRESYNC LIST-STATUS");
        }
    }

    @Nested
    class WithoutRangesOfUids extends OnDovecot {
        WithoutRangesOfUids() {
            super("QRESYNC ESEARCH");
        }
    }

    @Nested
    class Bare extends OnDovecot {
        Bare() {
            super("LIST-EXTENDED SPECIAL-USE CONDSTORE QRESYNC LIST-STATUS ENABLE ESEARCH");
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class OnDovecot extends FolderHistoryContract {
        private final DovecotKit dovecot;

        OnDovecot(String hidden) {
            dovecot = new DovecotKit(Map.of("DOVECOT_HIDE", hidden));
        }

        @AfterAll
        void stop() {
            dovecot.close();
        }

        @Override
        protected SourceMailbox mailboxWith(List<SeedItem> items) {
            dovecot.fill(items);
            return dovecot.source();
        }

        @Override
        protected SourceMailbox again() {
            return dovecot.source();
        }

        @Override
        protected TargetMailbox other() {
            return dovecot.target();
        }
    }
}
