package org.stagepost.wiring;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.stagepost.cli.Contexts;
import org.stagepost.cli.Stagepost;
import org.stagepost.cli.terminal.ScreenSize;
import org.stagepost.cli.terminal.Shell;
import org.stagepost.cli.terminal.Terminal;

/** Runs commands as {@link Main} does, but without a process of their own. */
public final class InThisProcess {
    private final StringWriter output = new StringWriter();
    private final Contexts contexts;
    private final Shell shell;

    public InThisProcess() {
        this(new SpringContexts(), new NoShell());
    }

    InThisProcess(Contexts contexts, Shell shell) {
        this.contexts = contexts;
        this.shell = shell;
    }

    /** @return the exit code */
    public int execute(String... arguments) {
        PrintWriter writer = new PrintWriter(output, true);
        return new Stagepost(contexts, new Terminal(writer, writer, shell)).execute(arguments);
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
        public Optional<String> host() {
            return Optional.empty();
        }

        @Override
        public boolean isTerminal() {
            return false;
        }

        @Override
        public Optional<String> readLine() {
            throw new AssertionError("nobody can be asked");
        }

        @Override
        public Optional<ScreenSize> screenSize() {
            return Optional.empty();
        }
    }
}
