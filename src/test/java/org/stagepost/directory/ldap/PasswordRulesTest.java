package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Directory;
import org.stagepost.directory.NewMailbox;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class PasswordRulesTest {
    private static final String PWD_LAST_SET =
            "( 1.2.840.113556.1.4.96 NAME 'pwdLastSet' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 )";
    private static final String UNICODE_PWD =
            "( 1.2.840.113556.1.4.90 NAME 'unicodePwd' SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )";
    private static final String PWD_RESET =
            "( 2.25.10 NAME 'pwdReset' EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7 SINGLE-VALUE )";
    private static final String SHADOW_LAST_CHANGE =
            "( 2.25.11 NAME 'shadowLastChange' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 )";
    private static final Attribute ACTIVE_DIRECTORY =
            new Attribute("supportedCapabilities", "1.2.840.113556.1.4.1670", "1.2.840.113556.1.4.800");
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final NewMailbox NEW_PASSWORD = new NewMailbox(Secret.of("Pässw0rd"), true);

    private final ListJournal journal = new ListJournal();

    @Test
    void activeDirectoryTakesQuotedUtf16OverTls(@TempDir Path folder) {
        var certificate = new ThrowAwayCertificate(folder);
        try (var memory =
                new MemoryDirectory(List.of(PWD_LAST_SET, UNICODE_PWD), List.of(ACTIVE_DIRECTORY), certificate)) {
            String dn = mailUser(memory, "pwdLastSet: 133000000000000000");
            convert(memory.endpoint(Security.STARTTLS, certificate.pem()), NEW_PASSWORD);

            Entry entry = memory.entry(dn);
            assertThat(entry.getAttributeValueBytes("unicodePwd"))
                    .isEqualTo("\"Pässw0rd\"".getBytes(StandardCharsets.UTF_16LE));
            assertThat(entry.getAttributeValue("pwdLastSet")).isEqualTo("0");
            assertThat(entry.hasAttribute("userPassword")).isFalse();
            assertThat(memory.modifies).hasSize(1);
            assertThat(journal.intended.get(0).before()).contains("pwdLastSet: 133000000000000000\n");
            assertThat(journal.intended.toString()).doesNotContain("unicodePwd");
        }
    }

    @Test
    void activeDirectoryTakesNoPasswordInPlaintext() {
        try (var memory = new MemoryDirectory(List.of(PWD_LAST_SET, UNICODE_PWD), List.of(ACTIVE_DIRECTORY))) {
            mailUser(memory);

            assertThatThrownBy(() -> convert(memory.endpoint(), NEW_PASSWORD))
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(FailureCode.DIRECTORY_REFUSED))
                    .hasMessageContaining("TLS");

            assertThat(memory.modifies).isEmpty();
            assertThat(journal.intended).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    pwdLastSet pwdReset shadowLastChange , pwdLastSet       , 0
                    pwdReset shadowLastChange            , pwdReset         , TRUE
                    shadowLastChange                     , shadowLastChange , 0
                    """)
    void forcesAChangeByTheFirstAttributeThatTheSchemaKnows(String known, String attribute, String value) {
        try (var memory = new MemoryDirectory(definitions(known), List.of())) {
            String dn = mailUser(memory, "objectClass: shadowAccount", "uid: ann");

            convert(memory.endpoint(), NEW_PASSWORD);

            assertThat(memory.modifies).hasSize(1);
            assertThat(modified(memory)).contains(attribute, "userPassword");
            assertThat(memory.entry(dn).getAttributeValue(attribute)).isEqualTo(value);
        }
    }

    @Test
    void refusesToForceAChangeWhereTheDirectoryHasNoWordForIt() {
        try (var memory = new MemoryDirectory()) {
            mailUser(memory);

            assertThatThrownBy(() -> convert(memory.endpoint(), NEW_PASSWORD))
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(FailureCode.DIRECTORY_REFUSED))
                    .hasMessageContaining("ForceChangePassword");

            assertThat(memory.modifies).isEmpty();
            assertThat(journal.intended).isEmpty();
        }
    }

    private static List<String> definitions(String known) {
        return Arrays.stream(known.split(" "))
                .map(name -> switch (name) {
                    case "pwdLastSet" -> PWD_LAST_SET;
                    case "pwdReset" -> PWD_RESET;
                    default -> SHADOW_LAST_CHANGE;
                })
                .toList();
    }

    private static List<String> modified(MemoryDirectory memory) {
        return memory.modifies.get(0).getModifications().stream()
                .map(Modification::getAttributeName)
                .toList();
    }

    private void convert(Endpoint endpoint, NewMailbox mailbox) {
        try (Directory directory = new LdapDirectoryConnector().open(endpoint, Secret.of(MemoryDirectory.PASSWORD))) {
            directory.change(directory.find(ANN).get(0), mailbox, journal);
        }
    }

    private static String mailUser(MemoryDirectory memory, String... attributes) {
        String[] all = Arrays.copyOf(attributes, attributes.length + 2);
        all[attributes.length] = "msExchRecipientTypeDetails: 128";
        all[attributes.length + 1] = "mail: ann@contoso.test";
        return memory.add("Ann", all);
    }
}
