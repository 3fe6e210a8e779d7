package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.DirectoryEntry.Particulars;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

@RequiresServer("slapd")
class SlapdDirectoryTest {
    private static final String BASE = "ou=Migration,dc=ad,dc=example,dc=test";
    private static final String ADMIN = "cn=admin,dc=ad,dc=example,dc=test";
    private static final String MIGRATOR = "cn=svc-migrate,dc=ad,dc=example,dc=test";
    private static final EmailAddress FORWARD = new EmailAddress("moved@new.example.test");

    private static RealServer slapd;
    private final ListJournal journal = new ListJournal();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path mailUsers = folder.resolve("mail-users.ldif");
        Files.writeString(
                mailUsers, mailUser("Mona") + mailUser("Milo") + mailUser("*)(uid=*") + mailUser("\uff57ide"));
        slapd = RealServer.start("slapd", Map.of("USERS", "9", "EXTRA_LDIF", mailUsers.toString()));
    }

    private static String mailUser(String name) {
        return """
                dn: cn=%1$s,%2$s
                objectClass: inetOrgPerson
                objectClass: benchMailRecipient
                cn: %1$s
                sn: x
                mail: %3$s@old.example.test
                proxyAddresses: SMTP:%3$s@old.example.test
                targetAddress: SMTP:%3$s@old.example.test
                msExchRecipientTypeDetails: 128
                msExchRecipientDisplayType: 6

                """.formatted(name, BASE, name.equals("*)(uid=*") ? "*" : name);
    }

    @AfterAll
    static void stop() {
        slapd.close();
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void findsUnderEachSecurity(Security security) {
        try (Directory directory = open(security, MIGRATOR, "svcpw")) {
            assertThat(directory.find(user(1)))
                    .containsExactly(new DirectoryEntry(
                            "cn=User 01," + BASE,
                            RecipientType.USER_MAILBOX,
                            List.of(user(1), new EmailAddress("user01.alias@old.example.test")),
                            "",
                            new Particulars(List.of(user(1).value()), false, false, "", MailboxIdentity.NONE)));
            assertThat(directory.find(new EmailAddress("USER01.Alias@old.example.test")))
                    .hasSize(1);
            assertThat(directory.find(new EmailAddress("nobody@old.example.test")))
                    .isEmpty();
            assertThat(directory.find(new EmailAddress("*@old.example.test")))
                    .extracting(DirectoryEntry::id)
                    .containsExactly("cn=*)(uid\\3D*," + BASE);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void trustsNoCertificateWithoutItsAuthority(Security security) {
        Endpoint endpoint = endpoint(security, MIGRATOR, "");

        fails(FailureCode.ENDPOINT_NOT_TRUSTED, () -> new LdapDirectoryConnector().open(endpoint, Secret.of("svcpw")));
    }

    /** OpenLDAP's caseIgnoreMatch compares compatibility forms (RFC 4518 §2.3): a full-width w matches a w. */
    @Test
    void looserMatchingRuleNamesNobodyElse() {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            assertThat(directory.find(new EmailAddress("\uff57ide@old.example.test")))
                    .hasSize(1);
            assertThat(directory.find(new EmailAddress("wide@old.example.test")))
                    .isEmpty();
        }
    }

    @Test
    void serversSizeLimitHidesNoSecondEntry(@TempDir Path folder) throws IOException {
        Path twins = folder.resolve("twins.ldif");
        Files.writeString(twins, mailUser("Twin") + mailUser("Twin").replace("cn=Twin", "cn=Other Twin"));
        Map<String, String> limited = Map.of("USERS", "1", "SIZELIMIT", "1", "EXTRA_LDIF", twins.toString());

        try (RealServer server = RealServer.start("slapd", limited)) {
            var protection = new MemoryDirectory.Protection("127.0.0.1", Security.NONE, "");
            Endpoint endpoint = MemoryDirectory.endpoint(server.port(), BASE, protection, MIGRATOR);
            try (Directory directory = new LdapDirectoryConnector().open(endpoint, Secret.of("svcpw"))) {
                assertThat(directory.find(user(1))).hasSize(1);
                fails(FailureCode.ENDPOINT_REFUSED, () -> directory.find(new EmailAddress("twin@old.example.test")))
                        .hasMessageContaining("LDAP 4");
            }
        }
    }

    @Test
    void wrongPasswordIsRefused() {
        fails(FailureCode.ENDPOINT_REFUSED, () -> open(Security.NONE, MIGRATOR, "wrong-canary"));
    }

    @Test
    void forwardingIsExactlyOneModify() throws IOException {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            DirectoryEntry found = only(directory, user(2));
            String before = audit();

            directory.change(found, new Redirection(FORWARD), journal);
            String once = audit().substring(before.length());
            directory.change(found, new Redirection(FORWARD), journal);
            directory.change(only(directory, user(2)), new Redirection(FORWARD), journal);

            assertThat(audit()).isEqualTo(before + once);
            assertThat(once.lines().filter(line -> line.startsWith("# modify"))).hasSize(1);
            assertThat(once).contains("dn: cn=User 02," + BASE, "add: targetAddress\ntargetAddress: SMTP:" + FORWARD);
            assertThat(journal.confirmed).containsExactly(1L);
        }
    }

    @Test
    void forwardingElsewhereIsAConflict() {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            directory.change(only(directory, user(3)), new Redirection(FORWARD), journal);
            DirectoryEntry found = only(directory, user(3));

            fails(
                    FailureCode.FORWARDING_CONFLICT,
                    () -> directory.change(
                            found, new Redirection(new EmailAddress("third@new.example.test")), journal));
        }
    }

    @Test
    void convertingIsExactlyOneModify() throws IOException {
        try (Directory directory = open(Security.TLS, ADMIN, "admin")) {
            EmailAddress mona = new EmailAddress("mona@old.example.test");
            String before = audit();

            directory.change(only(directory, mona), new NewMailbox(Secret.of("Passw0rd-canary"), false), journal);
            directory.change(only(directory, mona), new NewMailbox(Secret.of("other"), false), journal);

            assertThat(only(directory, mona).type()).isEqualTo(RecipientType.USER_MAILBOX);
            assertThat(only(directory, mona).targetAddress()).isEmpty();
            assertThat(audit().substring(before.length()).lines().filter(line -> line.startsWith("# modify")))
                    .hasSize(1);
        }
    }

    @Test
    void passwordSetByConvertingIsTheLogin() {
        try (Directory directory = open(Security.TLS, ADMIN, "admin")) {
            directory.change(
                    only(directory, new EmailAddress("*@old.example.test")),
                    new NewMailbox(Secret.of("n€w-pass"), false),
                    journal);
        }

        open(Security.TLS, "cn=*)(uid=*," + BASE, "n€w-pass").close();
    }

    @Test
    void loginWithoutTheRightIsRefusedToConvert() throws IOException {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            DirectoryEntry milo = only(directory, new EmailAddress("milo@old.example.test"));
            String before = audit();

            fails(
                            FailureCode.DIRECTORY_REFUSED,
                            () -> directory.change(milo, new NewMailbox(Secret.of("Passw0rd"), false), journal))
                    .hasMessageContaining("may not write msExchRecipientTypeDetails, msExchRecipientDisplayType");

            assertThat(only(directory, new EmailAddress("milo@old.example.test")))
                    .isEqualTo(milo);
            assertThat(audit()).isEqualTo(before);
            assertThat(journal.confirmed).isEmpty();
        }
    }

    /** As a domain hands it out: the right to forward, and no other. */
    @Test
    void loginThatMayOnlyForwardForwardsAndIsRefusedEverythingElseByItsAttributes() throws IOException {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            DirectoryEntry user = only(directory, user(7));
            Completion completion = new Completion(
                    FORWARD, new MailboxIdentity("/o=New/cn=7", List.of(), "00112233445566778899aabbccddeeff"));
            directory.change(user, new Redirection(FORWARD), journal);
            String before = audit();

            fails(FailureCode.DIRECTORY_REFUSED, () -> directory.plan(user, completion))
                    .hasMessageContaining("may not write msExchRecipientTypeDetails, proxyAddresses, msExchMailboxGuid,"
                            + " msExchPoliciesExcluded; nothing was written");
            fails(FailureCode.DIRECTORY_REFUSED, () -> directory.change(user, completion, journal))
                    .hasMessageContaining("may not write msExchRecipientTypeDetails, proxyAddresses");

            assertThat(audit()).isEqualTo(before);
            assertThat(only(directory, user(7)).type()).isEqualTo(RecipientType.USER_MAILBOX);
            assertThat(journal.confirmed).containsExactly(1L);
            directory.undo(journal.intended.get(0), journal);
            assertThat(only(directory, user(7)).targetAddress()).isEmpty();
        }
    }

    @Test
    void forcingAChangeIsRefusedBeforeAnythingIsWritten() {
        try (Directory directory = open(Security.TLS, ADMIN, "admin")) {
            DirectoryEntry milo = only(directory, new EmailAddress("milo@old.example.test"));

            fails(
                            FailureCode.DIRECTORY_REFUSED,
                            () -> directory.change(milo, new NewMailbox(Secret.of("Passw0rd"), true), journal))
                    .hasMessageContaining("ForceChangePassword");

            assertThat(journal.intended).isEmpty();
        }
    }

    @Test
    void stoppedServerIsUnreachableAndServesAgainWhenStarted() {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            DirectoryEntry found = only(directory, user(5));
            slapd.stop();
            try {
                fails(FailureCode.DIRECTORY_UNREACHABLE, () -> directory.find(user(5)));
                fails(
                        FailureCode.DIRECTORY_UNREACHABLE,
                        () -> directory.change(found, new Redirection(FORWARD), journal));
                fails(FailureCode.DIRECTORY_UNREACHABLE, () -> open(Security.TLS, MIGRATOR, "svcpw"));
            } finally {
                slapd.startAgain(Map.of());
            }

            directory.change(found, new Redirection(FORWARD), journal);

            assertThat(only(directory, user(5)).targetAddress()).isEqualTo("SMTP:" + FORWARD);
            assertThat(journal.confirmed).hasSize(1);
        }
    }

    @Test
    void restartedServerGoesUnnoticed() {
        try (Directory directory = open(Security.TLS, MIGRATOR, "svcpw")) {
            DirectoryEntry found = only(directory, user(6));
            slapd.stop();
            slapd.startAgain(Map.of());

            directory.change(found, new Redirection(FORWARD), journal);

            assertThat(journal.confirmed).hasSize(1);
        }
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> fails(
            FailureCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static String audit() throws IOException {
        Path log = slapd.folder().resolve("audit.ldif");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    }

    private static EmailAddress user(int number) {
        return new EmailAddress("user0" + number + "@old.example.test");
    }

    private static DirectoryEntry only(Directory directory, EmailAddress address) {
        List<DirectoryEntry> found = directory.find(address);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Directory open(Security security, String user, String password) {
        return new LdapDirectoryConnector().open(endpoint(security, user), Secret.of(password));
    }

    private static Endpoint endpoint(Security security, String user) {
        return endpoint(security, user, slapd.folder().resolve("tls/ca.pem").toString());
    }

    private static Endpoint endpoint(Security security, String user, String caFile) {
        var protection = new MemoryDirectory.Protection("127.0.0.1", security, caFile);
        return MemoryDirectory.endpoint(port(security), BASE, protection, user);
    }

    private static int port(Security security) {
        return security == Security.TLS ? slapd.port() + 1 : slapd.port();
    }
}
