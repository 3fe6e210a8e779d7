package org.stagepost.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureCodeTest {
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
