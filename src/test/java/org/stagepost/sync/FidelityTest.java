package org.stagepost.sync;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The table of odd messages, {@code fidelity/messages.txt}, on every kind of target that can be had here. */
class FidelityTest {
    @Nested
    class ToMemory extends FidelityContract {
        ToMemory() {
            super(0);
        }

        @Override
        TargetMailbox target() {
            return world().target.target();
        }

        @Override
        SourceMailbox sameMailbox() {
            return world().target.source();
        }
    }

    @Nested
    class ToExchange extends FidelityContract {
        private static final int LIMIT = 36_000_000;

        ToExchange() {
            super(1);
        }

        @Override
        TargetMailbox target() {
            world().target
                    .permitting(ToExchange::kept)
                    .refusing((folder, item) ->
                            item.content().length > LIMIT ? Optional.of(FailureCode.ITEM_TOO_LARGE) : Optional.empty());
            return world().target.target();
        }

        private static Marks kept(Marks wanted) {
            return new Marks(
                    wanted.flags().stream()
                            .filter(flag -> flag != Marks.Flag.FLAGGED)
                            .collect(Collectors.toSet()),
                    Set.of());
        }

        @Override
        SourceMailbox sameMailbox() {
            return world().target.source();
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

    /** A real server's first user. */
    private abstract static class OnServer extends FidelityContract {
        private final RealServer server;
        private final RealMailboxes mailboxes;

        OnServer(int column, String name) {
            super(column);
            server = RealServer.start(name, Map.of("USERS", "1"));
            mailboxes = new RealMailboxes(server.port());
        }

        @Override
        TargetMailbox target() {
            return mailboxes.target(1);
        }

        @Override
        SourceMailbox sameMailbox() {
            return mailboxes.source(1);
        }

        @AfterAll
        void stop() {
            server.close();
        }
    }
}
