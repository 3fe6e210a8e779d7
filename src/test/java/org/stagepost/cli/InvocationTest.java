package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"jobs/wave-1.yml, jobs/wave-1.yml", "my jobs/a.yml, 'my jobs/a.yml'", "a'b, 'a'\\''b'", "$x, '$x'"
            })
    void wordsAreQuotedForTheShell(String word, String quoted) {
        assertThat(Invocation.quoted(word)).isEqualTo(quoted);
    }

    @Test
    void homeIsNamedAgain() {
        assertThat(Invocation.in(Path.of("/srv/my home")).command("batch list"))
                .isEqualTo("stagepost batch list --home '/srv/my home'");
    }

    @Test
    void launcherIsNamedAsItWasTyped() {
        System.setProperty(Invocation.LAUNCHER, "/opt/stage post/stagepost");
        try {
            assertThat(new Invocation("").command("batch list")).isEqualTo("'/opt/stage post/stagepost' batch list");
        } finally {
            System.clearProperty(Invocation.LAUNCHER);
        }
    }
}
