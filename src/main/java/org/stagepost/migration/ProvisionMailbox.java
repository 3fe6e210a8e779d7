package org.stagepost.migration;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.stagepost.model.MigrationException;

/**
 * Makes a user's mailbox at the target: the entry is converted, then the administrator's command is run, in this order,
 * because a licence may be given only to an entry that carries the old mailbox's identity. Both may be repeated.
 */
public final class ProvisionMailbox {
    private final UserDirectories directories;
    private final MailboxMaker maker;
    private final MailboxCommand command;

    public ProvisionMailbox(UserDirectories directories, MailboxMaker maker, DirectoryOptions options) {
        this.directories = directories;
        this.maker = maker;
        this.command = new MailboxCommand(options.mailboxCommand());
    }

    /**
     * Runs the command also for a user whose entry was a mailbox already: nobody can tell whether it was run before.
     *
     * @param halted nobody waits for the command any more
     * @return true when the target may need time until it opens the mailbox
     * @throws MigrationException as {@link UserDirectories#provision} and {@link MailboxMaker#make}
     */
    public boolean provision(UserRow row, BooleanSupplier halted) {
        if (command.words().isEmpty()) {
            return directories.provision(row).converted();
        }
        maker.check(command.words().get(0));
        command.check(row.address());
        Provisioned entry = directories.provision(row);
        List<String> words = command.of(row.address(), entry.type().word());
        maker.make(words, halted);
        return true;
    }
}
