package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    @ValueSource(
            strings = {
                "sh|-c|make {address}",
                "/bin/bash|-ec|make {address}",
                "bash|-ce|make {address}",
                "bash|-c|-e|make {address}",
                "bash|-ceo|pipefail|make {address}",
                "bash|-o|pipefail|-c|make {address}",
                "ksh93|-c|--|make {address}",
                "fish|--command=make {address}",
                "su|ann|-cmake {address}",
                "su|-|ann|-c|make {address}",
                "sudo|-u|ann|sh|-c|make {address}",
                "/usr/bin/env|LANG=C|bash|-c|make {address}",
                "doas|sudo|ssh|host|make|{address}",
                "pwsh|-Command|Set-Licence|{address}",
                "pwsh|-WorkingDirectory|/x|-c|Set-Licence {address}",
                "powershell.exe|-c|Set-Licence {address}",
                "C:\\Windows\\powershell|Set-Licence|{address}",
                "powershell|-NoProfile|Set-Licence|-File|{address}",
                "cmd.exe|/c|x.bat|{address}",
                "cmd|/d|/s|/c|x.bat|-|{localPart}",
                "x.bat|{address}",
                "ssh|host|make-mailbox|{address}",
                "/usr/bin/ssh|-p|2222|host|--|make-mailbox|{address}",
            })
    void shellsReadNoAddress(String command) {
        assertThat(fault(command.split("\\|"))).contains("a script that a shell reads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh|-c|make \"$1\"|sh|{address}",
                "bash|-ceu|make \"$1\"|sh|-|{address}",
                "sh|make.sh|{address}",
                "sudo|-u|sh|make|{address}",
                "sudo|sh|-c|make \"$1\"|sh|{address}",
                "env|LANG=C|make|-c|{address}",
                "pwsh|-File|make.ps1|{address}",
                "pwsh|make.ps1|{address}",
                "powershell|-NoProfile|-ExecutionPolicy|Bypass|-File|make.ps1|{address}",
                "python3|-c|import make|{address}",
                "cmd|/c|x.bat",
                "make|ssh|{address}",
            })
    void whatNoShellReadsMayHoldAnAddress(String command) {
        assertThat(fault(command.split("\\|"))).isEmpty();
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
