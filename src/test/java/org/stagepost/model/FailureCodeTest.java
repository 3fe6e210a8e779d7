package org.stagepost.model;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void tlsThatIsNotAcceptedHasARemedyForEachReason() {
        FailureCode code = FailureCode.ENDPOINT_NOT_TRUSTED;

        assertThat(code.hint("it does not speak TLS on port 143; if it begins in plain text there"))
                .startsWith("Correct the port");
        assertThat(code.hint("endpoint old-mail: cannot read caFile ca.pem (no certificate in it)"))
                .startsWith("Set caFile to a PEM file");
        assertThat(code.hint("its certificate comes from CN=Strange-CA, whom this machine's trust store does not know"))
                .startsWith("Set caFile to the certificate of the issuing CA");
        assertThat(code.hint("something else")).isEqualTo(code.hint());
        assertThat(FailureCode.STOPPED.hint("cannot read caFile ca.pem")).isEqualTo(FailureCode.STOPPED.hint());
    }
}
