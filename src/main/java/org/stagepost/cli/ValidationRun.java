package org.stagepost.cli;

import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchView;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Tells how a run of a batch would fare, and runs nothing. */
final class ValidationRun {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;

    ValidationRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    /** @return what the process ends with */
    int go(HomeFolder home, BatchName name) {
        BatchValidation validation;
        try {
            validation = validation(home, name);
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
            validation = validation(home, name); // the process that kept the store has ended meanwhile
        }
        print(validation);
        return validation.exitCode().number();
    }

    private BatchValidation validation(HomeFolder home, BatchName name) {
        try (Contexts.Control control = contexts.control(home)) {
            BatchView batch = Lookup.batch(control, name);
            if (batch.status() == BatchStatus.REMOVING) {
                throw new CommandRefused("batch " + name + " is being removed", "");
            }
            return control.validateBatch().validate(batch.batch());
        }
    }

    private void print(BatchValidation validation) {
        ValidationViews views = new ValidationViews(terminal, validation);
        output.print(terminal, views::text, views::json);
        if (output.isQuiet()) {
            terminal.err().print(views.problems());
        }
        String sentence = views.sentence();
        if (output.isJson() || validation.exitCode() != ExitCode.SUCCESS) {
            terminal.err().println(sentence);
        } else {
            terminal.out().println(sentence);
        }
        terminal.err().flush();
    }
}
