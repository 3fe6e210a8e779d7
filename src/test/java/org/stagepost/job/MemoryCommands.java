package org.stagepost.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Commands that are only written down; a program called {@code missing} is not there. */
final class MemoryCommands implements MailboxMaker {
    final List<String> run = new CopyOnWriteArrayList<>();
    private volatile Consumer<List<String>> atRun = command -> {};

    void atRun(Consumer<List<String>> action) {
        atRun = action;
    }

    @Override
    public void check(String program) {
        if (program.equals("missing")) {
            throw new MigrationException(FailureCode.JOB_FILE_INVALID, "there is no program " + program);
        }
    }

    @Override
    public void make(List<String> command, BooleanSupplier halted) {
        run.add(String.join(" ", command));
        atRun.accept(command);
        if (halted.getAsBoolean()) {
            throw new MigrationException(FailureCode.STOPPED, "the command was ended");
        }
    }
}
