package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class CompletionTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final EmailAddress NEW = new EmailAddress("ann@new.contoso.test");
    private static final String GUID = "00112233445566778899aabbccddeeff";
    private static final MailboxIdentity SUCCESSOR = new MailboxIdentity("/o=New/cn=ann", List.of(), GUID);
    private static final Completion COMPLETION = new Completion(NEW, SUCCESSOR);

    private final MemoryDirectory memory = new MemoryDirectory();
    private final ListJournal journal = new ListJournal();

    @AfterEach
    void close() {
        memory.close();
    }

    private String mailbox(String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 10);
        List<String> own = List.of(
                "msExchRecipientTypeDetails: 1",
                "msExchRecipientDisplayType: 1073741824",
                "mail: ann@contoso.test",
                "legacyExchangeDN: /o=Contoso/cn=ann",
                "homeMDB: cn=store,dc=example,dc=test",
                "msExchHomeServerName: /o=Contoso/cn=EX1",
                "mDBUseDefaults: TRUE",
                "protocolSettings: HTTP§1",
                "msExchMailboxSecurityDescriptor: opaque",
                "targetAddress: SMTP:ann@new.contoso.test");
        for (int i = 0; i < own.size(); i++) {
            all[more.length + i] = own.get(i);
        }
        return memory.add("Ann", all);
    }

    private void complete() {
        try (Directory directory = memory.open()) {
            directory.change(directory.find(ANN).get(0), COMPLETION, journal);
        }
    }

    @Test
    void mailboxBecomesAMailUserByOneModify() {
        String dn = mailbox("proxyAddresses: SMTP:ann@contoso.test", "proxyAddresses: smtp:alias@contoso.test");

        complete();

        Entry entry = memory.entry(dn);
        assertThat(memory.modifies).hasSize(1);
        assertThat(entry.getAttributeValue("msExchRecipientTypeDetails")).isEqualTo("128");
        assertThat(entry.getAttributeValue("msExchRecipientDisplayType")).isEqualTo("1073741830");
        assertThat(entry.getAttributeValue("targetAddress")).isEqualTo("SMTP:ann@new.contoso.test");
        assertThat(entry.getAttributeValues("proxyAddresses"))
                .containsExactlyInAnyOrder(
                        "SMTP:ann@contoso.test",
                        "smtp:alias@contoso.test",
                        "x500:/o=New/cn=ann",
                        "x500:/o=Contoso/cn=ann");
        assertThat(entry.getAttributeValue("legacyExchangeDN")).isEqualTo("/o=Contoso/cn=ann");
        assertThat(entry.getAttributeValueBytes("msExchMailboxGuid"))
                .isEqualTo(HexFormat.of().parseHex(GUID));
        assertThat(entry.getAttributeValues("msExchPoliciesExcluded"))
                .containsExactly("{26491CFC-9E50-4857-861B-0CB8DF22B5D7}");
        assertThat(entry.getAttributes())
                .extracting(Attribute::getName)
                .doesNotContain(
                        "homeMDB",
                        "msExchHomeServerName",
                        "mDBUseDefaults",
                        "protocolSettings",
                        "msExchMailboxSecurityDescriptor");
        assertThat(journal.confirmed).containsExactly(1L);
    }

    @Test
    void whatIsThereAlreadyIsAddedOnce() {
        String dn = mailbox(
                "proxyAddresses: X500:/O=NEW/cn=ann", "msExchPoliciesExcluded: {26491cfc-9e50-4857-861b-0cb8df22b5d7}");

        complete();
        complete();

        assertThat(memory.entry(dn).getAttributeValues("proxyAddresses"))
                .containsExactlyInAnyOrder("X500:/O=NEW/cn=ann", "x500:/o=Contoso/cn=ann");
        assertThat(memory.entry(dn).getAttributeValues("msExchPoliciesExcluded"))
                .hasSize(1);
        assertThat(memory.modifies).hasSize(1);
    }

    @Test
    void forwardingElsewhereStandsInTheWay() {
        mailbox();

        try (Directory directory = memory.open()) {
            DirectoryEntry ann = directory.find(ANN).get(0);
            Completion elsewhere = new Completion(new EmailAddress("ann@far.test"), SUCCESSOR);
            assertThatThrownBy(() -> directory.change(ann, elsewhere, journal))
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(FailureCode.FORWARDING_CONFLICT));
        }
        assertThat(memory.modifies).isEmpty();
    }

    @Test
    void nothingButAMailboxBecomesAMailUser() {
        memory.add("Ann", "msExchRecipientTypeDetails: 256", "mail: ann@contoso.test");

        assertThatThrownBy(this::complete).isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                .isEqualTo(FailureCode.RECIPIENT_TYPE_WRONG));
    }

    @ParameterizedTest
    @CsvSource({"USER_MAILBOX, 1, 1073741824", "SHARED_MAILBOX, 4, 0", "ROOM_MAILBOX, 16, 7", "EQUIPMENT_MAILBOX, 32, 8"
    })
    void mailUserBecomesTheKindOfMailboxThatItWasAndTakesOverItsIdentity(
            RecipientType type, String details, String display) {
        String dn = memory.add(
                "Ann",
                "msExchRecipientTypeDetails: 128",
                "msExchRecipientDisplayType: 6",
                "mail: ann@contoso.test",
                "proxyAddresses: x500:/o=once/cn=ANN");
        MailboxIdentity former =
                new MailboxIdentity("/o=Contoso/cn=ann", List.of("X500:/o=Once/cn=ann", "X500:/o=Older/cn=a"), GUID);

        try (Directory directory = memory.open()) {
            NewMailbox mailbox = new NewMailbox(type, Secret.of(""), false, former);
            directory.change(directory.find(ANN).get(0), mailbox, journal);
        }

        Entry entry = memory.entry(dn);
        assertThat(entry.getAttributeValue("msExchRecipientTypeDetails")).isEqualTo(details);
        assertThat(entry.getAttributeValue("msExchRecipientDisplayType")).isEqualTo(display);
        assertThat(entry.getAttributeValues("proxyAddresses"))
                .containsExactlyInAnyOrder("x500:/o=once/cn=ANN", "X500:/o=Older/cn=a", "x500:/o=Contoso/cn=ann");
        assertThat(entry.getAttributeValueBytes("msExchMailboxGuid"))
                .isEqualTo(HexFormat.of().parseHex(GUID));
        assertThat(memory.modifies).hasSize(1);
    }
}
