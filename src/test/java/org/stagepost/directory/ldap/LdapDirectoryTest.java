package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.DirectoryEntry.Particulars;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class LdapDirectoryTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final EmailAddress NEW = new EmailAddress("ann@new.contoso.test");
    private static final NewMailbox KEEP_PASSWORD = new NewMailbox(Secret.of(""), false);
    private static final Attribute NO_ASSERTIONS = new Attribute("supportedControl", "1.2.3");

    private final ListJournal journal = new ListJournal();
    private MemoryDirectory memory = new MemoryDirectory();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void findsByProxyAddressInAnyCaseAndByMail() {
        String ann = mailbox("Ann", "mail: first@contoso.test", "proxyAddresses: smtp:ANN@contoso.test");
        mailbox("Bob", "mail: bob@contoso.test", "proxyAddresses: SMTP:bob@contoso.test");

        try (Directory directory = memory.open()) {
            assertThat(directory.find(ANN)).extracting(DirectoryEntry::id).containsExactly(ann);
            assertThat(directory.find(new EmailAddress("FIRST@contoso.test")))
                    .extracting(DirectoryEntry::id)
                    .containsExactly(ann);
            assertThat(directory.find(new EmailAddress("nn@contoso.test"))).isEmpty();
        }
    }

    @Test
    void findsAddressesWithBlanksAround() {
        String ann = mailbox("Ann", "proxyAddresses: smtp:ann@contoso.test ");

        try (Directory directory = memory.open()) {
            assertThat(directory.find(ANN)).extracting(DirectoryEntry::id).containsExactly(ann);
            assertThat(only(directory).addresses()).containsExactly(ANN);
        }
    }

    @Test
    void findsNothingOutsideTheBase() throws Exception {
        memory.server.add(
                "dn: cn=Outside,dc=example,dc=test",
                "objectClass: inetOrgPerson",
                "cn: Outside",
                "sn: x",
                "mail: ann@contoso.test");

        try (Directory directory = memory.open()) {
            assertThat(directory.find(ANN)).isEmpty();
        }
    }

    @Test
    void findsSeveralAndNeverMoreThanTen() {
        for (int i = 0; i < 30; i++) {
            mailbox("Ann " + i, "mail: ann@contoso.test");
        }

        try (Directory directory = memory.open()) {
            assertThat(directory.find(ANN)).hasSize(10);
        }
    }

    @Test
    void readsTypeAddressesAndTarget() {
        memory.add(
                "Ann",
                "msExchRecipientTypeDetails: 128",
                "mail: ann@contoso.test",
                "proxyAddresses: SMTP:ann@contoso.test",
                "proxyAddresses: smtp:ann@new.contoso.test",
                "targetAddress: SMTP:ann@contoso.test");

        try (Directory directory = memory.open()) {
            assertThat(directory.find(ANN))
                    .containsExactly(new DirectoryEntry(
                            "cn=Ann," + MemoryDirectory.BASE,
                            RecipientType.MAIL_USER,
                            List.of(ANN, NEW),
                            "SMTP:ann@contoso.test",
                            new Particulars(List.of("ann@contoso.test"), false, false, "", MailboxIdentity.NONE)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void convertsAMailUserByOneModify(boolean assertions) {
        restart(assertions ? List.of() : List.of(NO_ASSERTIONS));
        String dn = mailUser();

        try (Directory directory = memory.open()) {
            directory.change(only(directory), new NewMailbox(Secret.of("Passw0rd-canary"), false), journal);
        }

        assertThat(memory.modifies).hasSize(1);
        assertThat(memory.modifies.get(0).hasControl()).isEqualTo(assertions);
        assertThat(memory.entry(dn).getAttributeValue("msExchRecipientTypeDetails"))
                .isEqualTo("1");
        assertThat(memory.entry(dn).getAttributeValue("msExchRecipientDisplayType"))
                .isEqualTo("1073741824");
        assertThat(memory.entry(dn).hasAttribute("targetAddress")).isFalse();
        assertThat(memory.entry(dn).getAttributeValue("userPassword")).isEqualTo("Passw0rd-canary");
    }

    @Test
    void journalsBeforeAndAfterWithoutThePassword() {
        String dn = mailUser();

        try (Directory directory = memory.open()) {
            directory.change(only(directory), new NewMailbox(Secret.of("Passw0rd-canary"), false), journal);
        }

        assertThat(journal.intended)
                .containsExactly(new DirectoryChange(
                        ANN, "people", dn, Action.CONVERT, """
                        dn: %s
                        msExchRecipientTypeDetails: 128
                        msExchRecipientDisplayType: 6
                        targetAddress: SMTP:ann@contoso.test
                        """.formatted(dn), """
                        dn: %s
                        msExchRecipientTypeDetails: 1
                        msExchRecipientDisplayType: 1073741824
                        """.formatted(dn), true));
        assertThat(journal.confirmed).containsExactly(1L);
    }

    @Test
    void keepsThePasswordWhenNoneIsGiven() {
        String dn = mailUser("userPassword: present");

        try (Directory directory = memory.open()) {
            directory.change(only(directory), KEEP_PASSWORD, journal);
        }

        assertThat(memory.entry(dn).getAttributeValue("userPassword")).isEqualTo("present");
    }

    @Test
    void convertingAMailboxWritesNothing() {
        mailUser();

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            directory.change(found, KEEP_PASSWORD, journal);
            directory.change(found, new NewMailbox(Secret.of("another"), true), journal);
            directory.change(only(directory), KEEP_PASSWORD, journal);
        }

        assertThat(memory.modifies).hasSize(1);
        assertThat(journal.intended).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "256", "2147483648", "3"})
    void convertsNothingButMailUsers(String details) {
        memory.add("Ann", "msExchRecipientTypeDetails: " + details, "mail: ann@contoso.test");

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            fails(FailureCode.RECIPIENT_TYPE_WRONG, () -> directory.change(found, KEEP_PASSWORD, journal));
        }

        assertThat(memory.modifies).isEmpty();
    }

    @Test
    void forwardsAMailboxByOneModify() {
        String dn = mailbox("Ann", "mail: ann@contoso.test");

        try (Directory directory = memory.open()) {
            directory.change(only(directory), new Redirection(NEW), journal);
            directory.change(only(directory), new Redirection(NEW), journal);
        }

        assertThat(memory.entry(dn).getAttributeValues("targetAddress")).containsExactly("SMTP:ann@new.contoso.test");
        assertThat(memory.modifies).hasSize(1);
        assertThat(journal.intended).extracting(DirectoryChange::before).containsExactly("dn: " + dn + "\n");
        assertThat(journal.intended)
                .extracting(DirectoryChange::after)
                .containsExactly("dn: " + dn + "\ntargetAddress: SMTP:ann@new.contoso.test\n");
        assertThat(journal.confirmed).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMTP:ann@new.contoso.test", "smtp:ANN@NEW.contoso.test", "ann@new.contoso.test"})
    void forwardingThereAlreadyWritesNothing(String present) {
        mailbox("Ann", "mail: ann@contoso.test", "targetAddress: " + present);

        try (Directory directory = memory.open()) {
            directory.change(only(directory), new Redirection(NEW), journal);
        }

        assertThat(memory.modifies).isEmpty();
        assertThat(journal.intended).isEmpty();
    }

    @Test
    void forwardingElsewhereIsAConflict() {
        mailbox("Ann", "mail: ann@contoso.test", "targetAddress: SMTP:ann@elsewhere.test");

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            fails(FailureCode.FORWARDING_CONFLICT, () -> directory.change(found, new Redirection(NEW), journal))
                    .hasMessageContaining("SMTP:ann@elsewhere.test");
        }

        assertThat(memory.modifies).isEmpty();
    }

    @Test
    void checksWriteNothing() {
        mailUser();

        try (Directory directory = memory.open()) {
            directory.plan(only(directory), new NewMailbox(Secret.of("Passw0rd-canary"), false));
            assertThat(only(directory).type()).isEqualTo(RecipientType.MAIL_USER);
            directory.change(only(directory), KEEP_PASSWORD, journal);
            memory.modifies.clear();

            directory.plan(only(directory), new Redirection(new EmailAddress("ann@far.test")));
            assertThat(only(directory).targetAddress()).isEmpty();
        }

        assertThat(memory.modifies).isEmpty();
        assertThat(journal.intended).hasSize(1);
    }

    @Test
    void checksFailAsTheChangesWould() {
        mailbox("Ann", "mail: ann@contoso.test", "targetAddress: SMTP:ann@elsewhere.test");
        memory.add("Bob", "msExchRecipientTypeDetails: 128", "mail: bob@contoso.test");

        try (Directory directory = memory.open()) {
            DirectoryEntry ann = only(directory);
            DirectoryEntry bob =
                    directory.find(new EmailAddress("bob@contoso.test")).get(0);
            fails(FailureCode.FORWARDING_CONFLICT, () -> directory.plan(ann, new Redirection(NEW)))
                    .hasMessageContaining("SMTP:ann@elsewhere.test");
            fails(FailureCode.DIRECTORY_REFUSED, () -> directory.plan(bob, new NewMailbox(Secret.of("x"), true)))
                    .hasMessageContaining("ForceChangePassword");
        }
    }

    @Test
    void forwardingToOneOfItsOwnAddressesIsALoop() {
        mailbox("Ann", "mail: ann@contoso.test", "proxyAddresses: smtp:Ann@New.contoso.test");

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            fails(FailureCode.FORWARDING_CONFLICT, () -> directory.change(found, new Redirection(NEW), journal))
                    .hasMessageContaining("loop");
        }
    }

    @Test
    void forwardsNoMailUser() {
        mailUser();

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            fails(FailureCode.RECIPIENT_TYPE_WRONG, () -> directory.change(found, new Redirection(NEW), journal));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forwardingThatSomebodyElseSetsMeanwhileStands(boolean assertions) {
        restart(assertions ? List.of() : List.of(NO_ASSERTIONS));
        String dn = mailbox("Ann", "mail: ann@contoso.test");
        memory.beforeModify = once(() -> set(dn, "targetAddress", "SMTP:ann@elsewhere.test"));

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            fails(FailureCode.FORWARDING_CONFLICT, () -> directory.change(found, new Redirection(NEW), journal));
        }

        assertThat(memory.entry(dn).getAttributeValues("targetAddress")).containsExactly("SMTP:ann@elsewhere.test");
        assertThat(journal.confirmed).isEmpty();
    }

    @Test
    void conversionThatSomebodyElseOverridesMeanwhileIsRefused() {
        String dn = mailUser();
        memory.beforeModify = once(() -> set(dn, "targetAddress", "SMTP:ann@elsewhere.test"));

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            fails(FailureCode.DIRECTORY_REFUSED, () -> directory.change(found, KEEP_PASSWORD, journal));
        }

        assertThat(memory.entry(dn).getAttributeValue("msExchRecipientTypeDetails"))
                .isEqualTo("128");
        assertThat(journal.refused).containsExactly(1L);
    }

    @Test
    void convertsNothingThatIsForwardedElsewhereSinceItWasFound() {
        String dn = mailUser();

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            set(dn, "targetAddress", "SMTP:ann@elsewhere.test");
            fails(FailureCode.DIRECTORY_REFUSED, () -> directory.change(found, KEEP_PASSWORD, journal))
                    .hasMessageContaining("targetAddress");
        }

        assertThat(journal.intended).isEmpty();
    }

    @Test
    void changesNothingAtAnEntryThatGotAnotherAddress() {
        String dn = mailbox("Ann", "mail: ann@contoso.test");

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            set(dn, "mail", "bob@contoso.test");
            fails(FailureCode.DIRECTORY_REFUSED, () -> directory.change(found, new Redirection(NEW), journal));
        }

        assertThat(journal.intended).isEmpty();
    }

    @Test
    void lostReplyIsNoFailureWhenTheEntryIsAsWanted() {
        String dn = mailbox("Ann", "mail: ann@contoso.test");
        memory.afterModify = once(() -> memory.server.closeAllConnections(true));

        try (Directory directory = memory.open()) {
            directory.change(only(directory), new Redirection(NEW), journal);
        }

        assertThat(memory.entry(dn).getAttributeValues("targetAddress")).containsExactly("SMTP:ann@new.contoso.test");
        assertThat(journal.confirmed).containsExactly(1L);
    }

    @Test
    void crashBeforeConfirmingIsSeenAtTheNextCall() {
        mailbox("Ann", "mail: ann@contoso.test");
        ListJournal dying = new ListJournal() {
            @Override
            public void confirm(long row) {
                throw new IllegalStateException("killed");
            }
        };

        try (Directory directory = memory.open()) {
            DirectoryEntry found = only(directory);
            assertThatThrownBy(() -> directory.change(found, new Redirection(NEW), dying))
                    .hasMessage("killed");
            directory.change(found, new Redirection(NEW), journal);
        }

        assertThat(memory.modifies).hasSize(1);
        assertThat(dying.intended).hasSize(1);
        assertThat(journal.intended).isEmpty();
    }

    @Test
    void unreachableWhenTheServerIsGone() {
        mailbox("Ann", "mail: ann@contoso.test");

        try (Directory directory = memory.open()) {
            memory.server.shutDown(true);
            fails(FailureCode.DIRECTORY_UNREACHABLE, () -> directory.find(ANN));
        }
    }

    @Test
    void deadConnectionIsReplacedUnnoticed() {
        mailbox("Ann", "mail: ann@contoso.test");

        try (Directory directory = memory.open()) {
            memory.server.closeAllConnections(false);
            assertThat(directory.find(ANN)).hasSize(1);
        }
    }

    @Test
    void wrongPasswordIsRefusedWithoutBeingNamed() {
        fails(FailureCode.ENDPOINT_REFUSED, () -> new LdapDirectoryConnector()
                        .open(memory.endpoint(), Secret.of("wrong-canary")))
                .hasMessageNotContaining("wrong-canary");
        fails(FailureCode.ENDPOINT_REFUSED, () -> new LdapDirectoryConnector().open(memory.endpoint(), Secret.of("")))
                .hasMessageContaining("empty");
    }

    @Test
    void missingBaseIsTheEndpointsFault() {
        var endpoint = MemoryDirectory.endpoint(memory.endpoint().port(), "ou=Gone,dc=example,dc=test");

        fails(FailureCode.ENDPOINT_REFUSED, () -> new LdapDirectoryConnector()
                        .open(endpoint, Secret.of(MemoryDirectory.PASSWORD)))
                .hasMessageContaining("baseDn \"ou=Gone,dc=example,dc=test\"");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> fails(
            FailureCode code, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private void restart(List<Attribute> rootAttributes) {
        memory.close();
        memory = new MemoryDirectory(List.of(), rootAttributes);
    }

    private String mailbox(String cn, String... attributes) {
        String[] all = java.util.Arrays.copyOf(attributes, attributes.length + 1);
        all[attributes.length] = "msExchRecipientTypeDetails: 1";
        return memory.add(cn, all);
    }

    private String mailUser(String... attributes) {
        String[] all = java.util.Arrays.copyOf(attributes, attributes.length + 4);
        all[attributes.length] = "msExchRecipientTypeDetails: 128";
        all[attributes.length + 1] = "msExchRecipientDisplayType: 6";
        all[attributes.length + 2] = "targetAddress: SMTP:ann@contoso.test";
        all[attributes.length + 3] = "mail: ann@contoso.test";
        return memory.add("Ann", all);
    }

    private static DirectoryEntry only(Directory directory) {
        List<DirectoryEntry> found = directory.find(ANN);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Runnable once(Runnable action) {
        return () -> {
            memory.beforeModify = () -> {};
            memory.afterModify = () -> {};
            action.run();
        };
    }

    private void set(String dn, String attribute, String value) {
        try {
            memory.server.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }
}
