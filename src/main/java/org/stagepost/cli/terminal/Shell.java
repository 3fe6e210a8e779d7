package org.stagepost.cli.terminal;

import java.util.Optional;

/** What the shell tells a process about itself. */
public interface Shell {
    /** An environment variable; empty when it is not set or holds nothing. */
    Optional<String> variable(String name);

    /** The name of this machine; empty when nobody knows. */
    Optional<String> host();

    /** True when a person sits at both ends: standard input and output are a terminal. */
    boolean isTerminal();

    /** What a person types, up to Enter; empty at the end of input. To be called only where there is a terminal. */
    Optional<String> readLine();

    /** Asks the terminal; may take some milliseconds. Empty when there is none to ask. */
    Optional<ScreenSize> screenSize();
}
