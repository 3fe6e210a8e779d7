package org.stagepost.directory.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.stagepost.directory.Redirection;
import org.stagepost.model.EmailAddress;

class SieveCommandTest {
    @Test
    void stringIsAlwaysOneString() {
        assertThat(SieveCommand.string("summer 1")).isEqualTo("\"summer 1\"");
        assertThat(SieveCommand.string("")).isEqualTo("\"\"");
        assertThat(SieveCommand.string("a\"\r\nDELETESCRIPT \"b")).isEqualTo("{19+}\r\na\"\r\nDELETESCRIPT \"b");
        assertThat(SieveCommand.string("\\")).isEqualTo("{1+}\r\n\\");
        assertThat(SieveCommand.string("ü")).isEqualTo("{2+}\r\nü");
        assertThat(SieveCommand.string("x".repeat(1025))).startsWith("{1025+}\r\n");
        assertThat(new String(SieveCommand.of("PUTSCRIPT", "a", "b\n"), StandardCharsets.UTF_8))
                .isEqualTo("PUTSCRIPT \"a\" {2+}\r\nb\n\r\n");
    }

    @Test
    void scriptHoldsTheAddressAsItIs() {
        assertThat(ForwardScript.of(new Redirection(new EmailAddress("a${b}'c&{d}|`e`@exämple.test"), false, false)))
                .endsWith("\r\nredirect \"a${b}'c&{d}|`e`@xn--exmple-cua.test\";\r\n");
        assertThat(ForwardScript.of(new Redirection(new EmailAddress("ann@example.test"), false, true)))
                .endsWith("\r\nrequire [\"copy\"];\r\nredirect :copy \"ann@example.test\";\r\n");
    }
}
