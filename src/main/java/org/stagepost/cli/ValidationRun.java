package org.stagepost.cli;

import java.nio.file.Path;
import java.util.function.Function;
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
        BatchValidation validation = validation(home, control -> {
            BatchView batch = Lookup.batch(control, name);
            if (batch.status() == BatchStatus.REMOVING) {
                throw new CommandRefused("batch " + name + " is being removed", "");
            }
            return control.validateBatch().validate(batch.batch());
        });
        print(validation, ValidationViews::text);
        return validation.exitCode().number();
    }

    /** With every change that the directories would get when the batch is completed. @return what the process ends with */
    int completion(HomeFolder home, BatchName name) {
        BatchValidation validation = validation(home, control -> {
            BatchView batch = Lookup.batch(control, name);
            return control.validateBatch().completion(batch.batch());
        });
        print(validation, views -> views.text() + views.ldif());
        return validation.exitCode().number();
    }

    /** With every change that the directories would get. @return what the process ends with */
    int dryRun(HomeFolder home, Path jobFile) {
        BatchValidation validation =
                validation(home, control -> control.validateBatch().validate(jobFile));
        print(validation, views -> views.text() + views.ldif());
        return validation.exitCode().number();
    }

    private BatchValidation validation(HomeFolder home, Function<Contexts.Control, BatchValidation> look) {
        try {
            return once(home, look);
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
            return once(home, look); // the process that kept the store has ended meanwhile
        }
    }

    private BatchValidation once(HomeFolder home, Function<Contexts.Control, BatchValidation> look) {
        try (Contexts.Control control = contexts.control(home)) {
            return look.apply(control);
        }
    }

    private void print(BatchValidation validation, Function<ValidationViews, String> text) {
        ValidationViews views = new ValidationViews(terminal, validation);
        output.print(terminal, () -> text.apply(views), views::json);
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
