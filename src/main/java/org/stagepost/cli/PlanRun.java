package org.stagepost.cli;

import java.nio.file.Path;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchForecast;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.report.ForecastViews;

/** Foretells a run, and runs nothing. */
final class PlanRun {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;

    PlanRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    /** @return what the process ends with */
    int go(HomeFolder home, Path jobFile, PlanFiles files) {
        files.check();
        BatchForecast forecast = forecast(home, jobFile);
        ForecastViews views = new ForecastViews(forecast);
        output.print(terminal, () -> views.text(terminal.width()), views::json);
        files.write(views);
        if (output.isQuiet()) {
            terminal.err().print(views.problems());
        }
        if (output.isJson() || forecast.exitCode() != ExitCode.SUCCESS) {
            terminal.err().println(views.sentence());
        } else {
            terminal.out().println(views.sentence());
        }
        terminal.err().flush();
        return forecast.exitCode().number();
    }

    private BatchForecast forecast(HomeFolder home, Path jobFile) {
        try {
            return once(home, jobFile);
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
            return once(home, jobFile); // the process that kept the store has ended meanwhile
        }
    }

    private BatchForecast once(HomeFolder home, Path jobFile) {
        try (Contexts.Control control = contexts.control(home)) {
            return control.forecastBatch().forecast(jobFile);
        }
    }
}
