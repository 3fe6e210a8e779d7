package org.stagepost.sync;

import java.util.Optional;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** Opens another connection to each of the two mailboxes of a copy. May be called by any thread. */
public interface PairOpening {
    long NEVER = Long.MAX_VALUE;
    /** Below that the logins cost more than a second pair saves. */
    long USUALLY_FROM = 5_000;

    PairOpening NONE = new PairOpening() {
        @Override
        public long leastItems() {
            return NEVER;
        }

        @Override
        public SourceMailbox openSource() {
            throw new IllegalStateException("there is no second connection");
        }

        @Override
        public TargetMailbox openTarget() {
            throw new IllegalStateException("there is no second connection");
        }
    };

    /** So many items have to be copied, or it is not opened; {@link #NEVER} for no mailbox. */
    long leastItems();

    /** Room for the two connections; it is closed after them. Empty when the servers have none. */
    default Optional<Claim> claim() {
        return Optional.of(() -> {});
    }

    /** Room that is given back when it is closed. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws org.stagepost.model.MigrationException as its connector */
    SourceMailbox openSource();

    /** @throws org.stagepost.model.MigrationException as its connector */
    TargetMailbox openTarget();
}
