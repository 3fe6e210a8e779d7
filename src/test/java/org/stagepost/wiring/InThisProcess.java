package org.stagepost.wiring;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.stagepost.cli.Stagepost;
import org.stagepost.cli.terminal.ScreenSize;
import org.stagepost.cli.terminal.Shell;
import org.stagepost.cli.terminal.Terminal;

/** Runs commands as {@link Main} does, but without a process of their own. */
public final class InThisProcess {
    private final StringWriter output = new StringWriter();

    /** @return the exit code */
    public int execute(String... arguments) {
        PrintWriter writer = new PrintWriter(output, true);
        return new Stagepost(new SpringContexts(), new Terminal(writer, writer, new NoShell())).execute(arguments);
    }

    /** Both streams of all commands so far. */
    public String output() {
        return output.toString();
    }

    private static final class NoShell implements Shell {
        @Override
        public Optional<String> variable(String name) {
            return Optional.empty();
        }

        @Override
        public boolean isTerminal() {
            return false;
        }

        @Override
        public Optional<ScreenSize> screenSize() {
            return Optional.empty();
        }
    }
}
