package org.stagepost.cli;

import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Tells monitoring whether a process runs batches, and answers. */
final class ServeStatus {
    private static final BatchName NONE_IN_PARTICULAR = new BatchName("-");

    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;

    ServeStatus(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    /** @throws MigrationException BATCH_NOT_READY when it does not answer */
    ExitCode go(HomeFolder home) {
        try (Contexts.Control control = contexts.control(home)) {
            if (control.runnerAlive()) {
                RequestAnswer answer = Asking.answer(control, NONE_IN_PARTICULAR, RequestKind.REPORT, null);
                if (!control.runnerAlive()) {
                    return nobody(home);
                }
                output.say(terminal, "a process runs batches in " + home.root() + "; " + answer.sentence());
                return ExitCode.SUCCESS;
            }
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
        }
        return nobody(home);
    }

    private ExitCode nobody(HomeFolder home) {
        output.say(terminal, "no process runs batches in " + home.root());
        return ExitCode.STOPPED;
    }
}
