package org.stagepost.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.Golden;

/** The document that is made of the codes. */
class FailureCodeTest {
    private static final String HEAD = """
            # Failure codes

            One name for each thing that goes wrong, the same in reports, log, mails and on the screen. How far it reaches says what is given up;
            everything else goes on.

            | code | reaches | try again | what to do |
            |---|---|---|---|
            """;

    @Test
    void areListedInTheDocument() {
        String rows = Arrays.stream(FailureCode.values())
                .map(code -> "| %s | %s | %s | %s |\n"
                        .formatted(code.name(), word(code.reach()), word(code.retry()), code.hint()))
                .collect(Collectors.joining());

        Golden.matches("../../../docs/failure-codes.md", HEAD + rows);
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
