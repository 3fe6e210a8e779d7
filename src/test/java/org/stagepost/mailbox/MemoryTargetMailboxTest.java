package org.stagepost.mailbox;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class MemoryTargetMailboxTest {
    /** A rung of the capability ladder. */
    private abstract static class Rung extends TargetMailboxContract {
        private final MemoryMailbox server;

        Rung(Set<Capability> capabilities) {
            server = new MemoryMailbox(Clock.systemUTC()).with(capabilities);
        }

        @Override
        protected TargetMailbox emptyMailbox() {
            return server.target();
        }

        @Override
        protected SourceMailbox sameMailbox() {
            return server.source();
        }
    }

    @Nested
    class WithoutKeys extends Rung {
        WithoutKeys() {
            super(Set.of());
        }
    }

    @Nested
    class WithKeys extends Rung {
        WithKeys() {
            super(Set.of(Capability.KEYS_ON_APPEND));
        }
    }

    @Nested
    class WithAtomicSlices extends Rung {
        WithAtomicSlices() {
            super(Set.copyOf(List.of(Capability.values())));
        }
    }
}
