package org.stagepost.sync;

import org.stagepost.mailbox.TargetMailbox;

/** A target mailbox that is opened when it is needed, which may be never; its opening may have begun before. */
public interface TargetOpening extends AutoCloseable {
    /** The same mailbox each time. @throws org.stagepost.model.MigrationException as its connector */
    TargetMailbox open();

    /** Closes the mailbox if it was opened. */
    @Override
    void close();
}
