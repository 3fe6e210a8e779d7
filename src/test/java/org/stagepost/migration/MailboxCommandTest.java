package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;

class MailboxCommandTest {
    private static List<String> words(String address, String... words) {
        return new MailboxCommand(List.of(words)).of(new EmailAddress(address), "userMailbox");
    }

    private static String fault(String... words) {
        return new MailboxCommand(List.of(words)).fault().orElse("");
    }

    @Test
    void placesAreFilled() {
        assertThat(words("ann@example.test", "make", "--user={localPart}", "{domain}/{address}", "{type}", "{}"))
                .containsExactly("make", "--user=ann", "example.test/ann@example.test", "userMailbox", "{}");
    }

    @Test
    void whatAValueHoldsIsNoPlace() {
        assertThat(words("{domain}$1@example.test", "make", "{address}"))
                .containsExactly("make", "{domain}$1@example.test");
    }

    @Test
    void valueIsNeverTakenForAnOption() {
        for (String word : List.of("{address}", "{localPart}@other.test")) {
            assertThatThrownBy(() -> words("-rf@example.test", "make", word))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("was not run");
        }
        assertThat(words("-rf@example.test", "make", "--user={address}", "-v"))
                .containsExactly("make", "--user=-rf@example.test", "-v");
    }

    @ParameterizedTest
    @CsvSource({
        "sh, -c, true",
        "/bin/bash, -ec, true",
        "pwsh, -Command, true",
        "powershell.exe, -c, true",
        "cmd.exe, /c, true",
        "python3, -c, false",
        "pwsh, -File, false"
    })
    void shellsReadNoAddress(String program, String option, boolean refused) {
        assertThat(fault(program, option, "make '{address}'")).matches(fault -> !fault.isEmpty() == refused);
        assertThat(fault(program, option, "make \"$1\"", "sh", "{address}")).isEmpty();
    }

    @Test
    void faultsAreNamed() {
        assertThat(fault()).isEmpty();
        assertThat(fault("make", "{adress}")).isEqualTo("has no place {adress}");
        assertThat(fault("{address}")).isEqualTo("names its program by a place");
        assertThat(fault("make", "")).isEqualTo("has an empty word");
        assertThat(fault("make", "{ \"a\": 1 }", "{}")).isEmpty();
    }
}
