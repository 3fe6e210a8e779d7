package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.stagepost.cli.events.EventFile;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.LoggedRun;
import org.stagepost.job.RunListener;
import org.stagepost.job.RunResult;
import org.stagepost.job.SeveralListeners;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** The programs that hear of a run, if somebody wants that. */
final class RunEvents implements AutoCloseable {
    private final Optional<EventFile> file;
    private final Terminal terminal;

    /** @param file closed with this */
    RunEvents(Optional<EventFile> file, Terminal terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    static RunEvents none(Terminal terminal) {
        return new RunEvents(Optional.empty(), terminal);
    }

    /** The view, the log and the programs. */
    RunListener beside(RunListener view) {
        return new SeveralListeners(List.of(view, new LoggedRun(), programs()));
    }

    /** The programs alone; nobody when there are none. */
    RunListener programs() {
        return new SeveralListeners(
                file.map(events -> List.of(events.listener())).orElse(List.of()));
    }

    /** Another process runs the batch. */
    void joined(BatchName batch, PassNumber pass) {
        file.ifPresent(events -> events.joined(batch, pass));
    }

    void ended(RunResult result) {
        file.ifPresent(events -> events.ended(result));
    }

    /** Passes on what fails before a run has a result, and tells of it. */
    int during(IntSupplier run) {
        try {
            return run.getAsInt();
        } catch (CommandRefused e) {
            file.ifPresent(events -> events.refused(ExitCode.BAD_INPUT, e.reason()));
            throw e;
        } catch (MigrationException e) {
            file.ifPresent(events -> events.refused(ExitCode.of(e.code()), e.detail()));
            throw e;
        } catch (RuntimeException e) {
            file.ifPresent(events -> events.refused(ExitCode.INTERNAL, FailureWords.defect(e)));
            throw e;
        }
    }

    @Override
    public void close() {
        file.ifPresent(events -> {
            events.close();
            events.trouble().ifPresent(sentence -> terminal.err().println(Printable.line("--events: " + sentence)));
        });
    }
}
