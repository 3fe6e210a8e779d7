package org.stagepost.migration;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.stagepost.model.MigrationException;

/** Runs the administrator's own command, which makes a user's mailbox or gives it a licence. Thread-safe. */
public interface MailboxMaker {
    /** @throws MigrationException JOB_FILE_INVALID when there is no such program, or it may not be run */
    void check(String program);

    /**
     * Runs the command to its end. It may have been run for the same user before.
     *
     * @param command program and arguments, each handed over as it is
     * @param halted nobody waits for the command any more
     * @throws MigrationException MAILBOX_COMMAND_FAILED, STOPPED (it was ended because of {@code halted}), and as
     *     {@link #check}
     */
    void make(List<String> command, BooleanSupplier halted);
}
