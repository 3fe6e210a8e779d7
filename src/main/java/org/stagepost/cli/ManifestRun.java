package org.stagepost.cli;

import java.nio.file.Path;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.report.ManifestCheck;
import org.stagepost.report.ProofViews;

/** Tells whether a manifest is what a verification wrote. */
final class ManifestRun {
    private final Terminal terminal;
    private final OutputOptions output;

    ManifestRun(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    ExitCode go(HomeFolder home, Path file) {
        ManifestCheck.Result result = new ManifestCheck(home).check(file);
        output.print(terminal, () -> ProofViews.text(result), () -> ProofViews.json(result));
        if (output.isQuiet() && !result.isGenuine()) {
            terminal.err().print(ProofViews.text(result));
            terminal.err().flush();
        }
        return result.isGenuine() ? ExitCode.SUCCESS : ExitCode.SOME_USERS_FAILED;
    }
}
