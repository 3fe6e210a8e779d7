package org.stagepost.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.stagepost.cli.terminal.Terminal;

/** What came of a command line: its exit code and what it printed. */
record Typed(int exit, String out, String err) {
    static Typed in(Contexts contexts, String... arguments) {
        return in(contexts, new FakeShell(), arguments);
    }

    static Typed in(Contexts contexts, FakeShell shell, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), shell);
        int exit = new Stagepost(contexts, terminal).execute(arguments);
        return new Typed(exit, out.toString(), err.toString());
    }
}
