package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.WantedChange;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class UndoTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final EmailAddress NEW = new EmailAddress("ann@new.contoso.test");
    private static final Completion COMPLETION =
            new Completion(NEW, new MailboxIdentity("/o=New/cn=ann", List.of(), "00112233445566778899aabbccddeeff"));
    private static final NewMailbox MAILBOX = new NewMailbox(Secret.of("new"), false);

    private final MemoryDirectory memory = new MemoryDirectory();
    private final ListJournal journal = new ListJournal();
    private final ListJournal undoing = new ListJournal();
    private String dn = "";

    @BeforeEach
    void add() {
        dn = memory.add(
                "Ann",
                "msExchRecipientTypeDetails: 1",
                "msExchRecipientDisplayType: 1073741824",
                "mail: ann@contoso.test",
                "proxyAddresses: SMTP:ann@contoso.test",
                "legacyExchangeDN: /o=Contoso/cn=ann",
                "homeMDB: cn=store,dc=example,dc=test",
                "mDBUseDefaults: TRUE",
                "protocolSettings: HTTP§1",
                "protocolSettings: POP3§0",
                "msExchMailboxSecurityDescriptor: opaque");
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private DirectoryChange made(WantedChange wanted) {
        try (Directory directory = memory.open()) {
            directory.change(directory.find(ANN).get(0), wanted, journal);
        }
        return journal.intended.get(journal.intended.size() - 1);
    }

    private void undo(DirectoryChange change) {
        try (Directory directory = memory.open()) {
            directory.undo(change, undoing);
        }
    }

    private Entry entry() {
        return memory.entry(dn);
    }

    private void write(ModificationType type, String attribute, String... values) {
        try {
            memory.server.modify(dn, new Modification(type, attribute, values));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void entryIsAsItWasBeforeItWasForwardedAndCompleted() {
        Entry before = entry();
        DirectoryChange forwarded = made(new Redirection(NEW));
        DirectoryChange completed = made(COMPLETION);
        memory.modifies.clear();

        undo(completed);
        undo(forwarded);

        assertThat(entry()).isEqualTo(before);
        assertThat(memory.modifies).hasSize(2);
        assertThat(undoing.confirmed).containsExactly(1L, 2L);
        assertThat(undoing.intended.get(0).before()).isEqualTo(completed.after());
    }

    @Test
    void conversionIsTakenBackAndThePasswordStays() {
        write(ModificationType.REPLACE, "msExchRecipientTypeDetails", "128");
        write(ModificationType.REPLACE, "msExchRecipientDisplayType", "6");
        write(ModificationType.REPLACE, "targetAddress", "SMTP:ann@far.test");
        DirectoryChange converted = made(MAILBOX);

        undo(converted);

        assertThat(memory.entry(dn).getAttributeValue("msExchRecipientTypeDetails"))
                .isEqualTo("128");
        assertThat(memory.entry(dn).getAttributeValue("msExchRecipientDisplayType"))
                .isEqualTo("6");
        assertThat(memory.entry(dn).getAttributeValue("targetAddress")).isEqualTo("SMTP:ann@far.test");
        assertThat(memory.entry(dn).getAttributeValue("userPassword")).isEqualTo("new");
        assertThat(converted.password()).isTrue();
    }

    @Test
    void secondTimeAndAChangeThatNeverHappenedWriteNothing() {
        DirectoryChange forwarded = made(new Redirection(NEW));
        undo(forwarded);
        memory.modifies.clear();

        undo(forwarded);

        assertThat(memory.modifies).isEmpty();
        try (Directory directory = memory.open()) {
            assertThat(directory.planUndo(forwarded)).isEmpty();
        }
    }

    @Test
    void planWritesNothing() {
        DirectoryChange forwarded = made(new Redirection(NEW));
        memory.modifies.clear();

        try (Directory directory = memory.open()) {
            assertThat(directory.planUndo(forwarded)).hasValueSatisfying(back -> {
                assertThat(back.before()).isEqualTo(forwarded.after());
                assertThat(back.after()).isEqualTo(forwarded.before());
            });
        }

        assertThat(memory.modifies).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "targetAddress, SMTP:ann@far.test",
        "targetAddress,",
        "msExchRecipientTypeDetails, 4",
        "homeMDB, 'cn=other,dc=example,dc=test'",
        "mDBUseDefaults, FALSE"
    })
    void whatSomebodyChangedSinceStandsAndIsNamed(String attribute, @org.jspecify.annotations.Nullable String value) {
        made(new Redirection(NEW));
        DirectoryChange completed = made(COMPLETION);
        DirectoryChange relevant = attribute.equals("targetAddress") ? journal.intended.get(0) : completed;
        write(ModificationType.REPLACE, attribute, value == null ? new String[0] : new String[] {value});
        Entry now = entry();

        if (value == null) {
            undo(relevant); // somebody took the forwarding away by hand: nothing is left to do
        } else {
            assertThatThrownBy(() -> undo(relevant))
                    .hasMessageContaining(attribute + " changed since")
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ENTRY_CHANGED));
        }

        assertThat(entry()).isEqualTo(now);
    }

    @Test
    void addressesThatSomebodyAddedSinceStay() {
        made(new Redirection(NEW));
        DirectoryChange completed = made(COMPLETION);
        write(ModificationType.ADD, "proxyAddresses", "smtp:later@contoso.test");

        undo(completed);

        assertThat(memory.entry(dn).getAttributeValues("proxyAddresses"))
                .containsExactlyInAnyOrder("SMTP:ann@contoso.test", "smtp:later@contoso.test");
        assertThat(memory.entry(dn).getAttributeValues("protocolSettings")).hasSize(2);
    }

    @Test
    void entryThatIsGoneOrAnotherPersonsIsLeft() throws LDAPException {
        DirectoryChange forwarded = made(new Redirection(NEW));
        write(ModificationType.REPLACE, "mail", "bob@contoso.test");
        write(ModificationType.REPLACE, "proxyAddresses", "SMTP:bob@contoso.test");
        assertThatThrownBy(() -> undo(forwarded)).hasMessageContaining("given another address since");

        memory.server.delete(dn);

        assertThatThrownBy(() -> undo(forwarded)).hasMessageContaining("removed");
    }

    @Test
    void changeThatSomebodyMakesMeanwhileStands() {
        DirectoryChange forwarded = made(new Redirection(NEW));
        memory.beforeModify = () -> {
            memory.beforeModify = () -> {};
            write(ModificationType.REPLACE, "targetAddress", "SMTP:ann@far.test");
        };

        assertThatThrownBy(() -> undo(forwarded)).isInstanceOf(MigrationException.class);

        assertThat(memory.entry(dn).getAttributeValue("targetAddress")).isEqualTo("SMTP:ann@far.test");
    }

    @Test
    void replacedForwardingComesBack() {
        write(ModificationType.REPLACE, "targetAddress", "SMTP:ann@far.test");
        DirectoryChange replaced = made(new Redirection(NEW, true, false));
        assertThat(memory.entry(dn).getAttributeValue("targetAddress")).isEqualTo("SMTP:" + NEW);

        undo(replaced);

        assertThat(memory.entry(dn).getAttributeValue("targetAddress")).isEqualTo("SMTP:ann@far.test");
    }

    @Test
    void completionOverwritesForwardingOnlyWhereItIsToBeReplaced() {
        write(ModificationType.REPLACE, "targetAddress", "SMTP:ann@far.test");
        assertThatThrownBy(() -> made(COMPLETION)).hasMessageContaining("forwarded to SMTP:ann@far.test");

        undo(made(new Completion(NEW, true, COMPLETION.successor())));

        assertThat(memory.entry(dn).getAttributeValue("targetAddress")).isEqualTo("SMTP:ann@far.test");
    }
}
