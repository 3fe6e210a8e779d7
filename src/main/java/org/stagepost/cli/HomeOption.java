package org.stagepost.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.HomeFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which home folder a command works in. */
final class HomeOption {
    static final String NAME = "--home";

    @Option(
            names = NAME,
            paramLabel = "DIR",
            description = "Home folder (default: $$STAGEPOST_HOME, else ~/.stagepost).")
    private @Nullable Path given;

    /** The folder that was typed. */
    Optional<Path> given() {
        return Optional.ofNullable(given);
    }

    HomeFolder folder(Terminal terminal) {
        return folder(given(), terminal);
    }

    /** The home folder of a command line that was parsed, with or without this option. */
    static HomeFolder of(ParseResult parsed, Terminal terminal) {
        return folder(Optional.ofNullable(parsed.matchedOptionValue(NAME, null)), terminal);
    }

    private static HomeFolder folder(Optional<Path> given, Terminal terminal) {
        return new HomeFolder(given.or(() -> terminal.variable("STAGEPOST_HOME").map(Path::of))
                .orElseGet(() -> terminal.userHome().resolve(".stagepost")));
    }
}
