package org.stagepost.sync;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The table of odd folders, {@code fidelity/folders.txt}, on every kind of target that can be had here. */
class FolderFidelityTest {
    @Nested
    class ToMemory extends OnMemory {
        ToMemory() {
            super(0);
        }

        @Override
        TargetMailbox target(World world, FolderCase row) {
            return world.target.target();
        }
    }

    @Nested
    class ToExchange extends OnMemory {
        private static final int LONGEST = 250;

        ToExchange() {
            super(1);
        }

        @Override
        TargetMailbox target(World world, FolderCase row) {
            world.target
                    .folder(FolderPath.of("Gesendete Elemente"), SpecialUse.SENT)
                    .folder(FolderPath.of("Entw\u00FCrfe"), SpecialUse.DRAFTS)
                    .folder(FolderPath.of("Gel\u00F6schte Elemente"), SpecialUse.TRASH)
                    .folder(FolderPath.of("Junk-E-Mail"), SpecialUse.JUNK)
                    .escapingNames(path -> present(world, path))
                    .refusingNames(path -> path.names().stream().anyMatch(name -> name.length() > LONGEST));
            return world.target.target();
        }

        /** It takes names that differ in case for one. */
        private static FolderPath present(World world, FolderPath path) {
            return world.target.folders().stream()
                    .map(Folder::path)
                    .filter(known -> known.folded().equals(path.folded()))
                    .findFirst()
                    .orElse(path);
        }
    }

    @Nested
    @RequiresServer("dovecot")
    class ToDovecot extends OnServer {
        ToDovecot() {
            super(2, "dovecot");
        }
    }

    @Nested
    @RequiresServer({"cyrmaster", "saslpasswd2"})
    class ToCyrus extends OnServer {
        ToCyrus() {
            super(3, "cyrus");
        }
    }

    private abstract static class OnMemory extends FolderFidelityContract {
        OnMemory(int column) {
            super(column);
        }

        @Override
        SourceMailbox sameMailbox(World world, FolderCase row) {
            return world.target.source();
        }
    }

    /** A real server; each row has a user of its own. */
    private abstract static class OnServer extends FolderFidelityContract {
        private final RealServer server;
        private final RealMailboxes mailboxes;

        OnServer(int column, String name) {
            super(column);
            server = RealServer.start(name, Map.of("USERS", Integer.toString(cases().size())));
            mailboxes = new RealMailboxes(server.port());
        }

        @Override
        TargetMailbox target(World world, FolderCase row) {
            return mailboxes.target(row.number());
        }

        @Override
        SourceMailbox sameMailbox(World world, FolderCase row) {
            return mailboxes.source(row.number());
        }

        @AfterAll
        void stop() {
            server.close();
        }
    }
}
