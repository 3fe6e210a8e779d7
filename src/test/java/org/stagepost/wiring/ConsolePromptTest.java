package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class ConsolePromptTest {
    @Test
    void withoutATerminalOtherSourcesAreNamed() {
        assumeTrue(System.console() == null, "somebody sits here");

        assertThatThrownBy(() -> new ConsolePrompt().ask("password of endpoint old-mail"))
                .hasMessageContaining("there is no terminal to ask for the password of endpoint old-mail at")
                .hasMessageContaining("env:NAME or file:PATH");
    }
}
