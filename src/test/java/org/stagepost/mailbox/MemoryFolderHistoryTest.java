package org.stagepost.mailbox;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class MemoryFolderHistoryTest {
    @Nested
    class Counting extends OnMemory {
        Counting() {
            super(EnumSet.allOf(Capability.class));
        }
    }

    @Nested
    class NotCounting extends OnMemory {
        NotCounting() {
            super(EnumSet.complementOf(EnumSet.of(Capability.CHANGES)));
        }
    }

    abstract static class OnMemory extends FolderHistoryContract {
        private final MemoryMailbox server;

        OnMemory(Set<Capability> capabilities) {
            server = new MemoryMailbox(Clock.systemUTC()).with(capabilities);
        }

        @Override
        protected SourceMailbox mailboxWith(List<SeedItem> items) {
            for (SeedItem item : items) {
                server.folder(item.folder());
                server.deliver(item.folder(), new MemoryItem(0, item.bytes(), item.receivedDate(), item.marks()));
            }
            return server.source();
        }

        @Override
        protected SourceMailbox again() {
            return server.source();
        }

        @Override
        protected TargetMailbox other() {
            return server.target();
        }
    }
}
