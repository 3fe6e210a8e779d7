package org.stagepost.cli;

import java.nio.file.Path;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.report.ManifestCheck;
import org.stagepost.report.ManifestViews;

/** Tells whether a manifest is what a verification wrote. */
final class ManifestRun {
    private final Terminal terminal;
    private final OutputOptions output;

    ManifestRun(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    /** @param key fingerprint of the key that is trusted besides the home folder's own; empty for none */
    ExitCode go(HomeFolder home, Path file, String key) {
        ManifestCheck.Result result = checked(home, file);
        output.print(terminal, () -> ManifestViews.text(result), () -> ManifestViews.json(result));
        boolean trusted = result.ownKey() || result.fingerprint().equalsIgnoreCase(key.strip());
        boolean proven = result.isGenuine() && trusted;
        if (output.isQuiet() && !proven) {
            terminal.err().print(ManifestViews.text(result));
            terminal.err().flush();
        }
        if (result.isGenuine() && !trusted) {
            terminal.err()
                    .println("signed with a key that is not this home folder's: compare its fingerprint with whoever "
                            + "verified, and name it with --key");
            terminal.err().flush();
        }
        return proven ? ExitCode.SUCCESS : ExitCode.SOME_USERS_FAILED;
    }

    /** What is wrong is a file that was named, whichever home folder is used. */
    private static ManifestCheck.Result checked(HomeFolder home, Path file) {
        try {
            return new ManifestCheck(home).check(file);
        } catch (MigrationException e) {
            throw new CommandRefused(
                    e.detail(),
                    "name a manifest.json that 'verify' wrote, with the files beside it that it wrote, too");
        }
    }
}
