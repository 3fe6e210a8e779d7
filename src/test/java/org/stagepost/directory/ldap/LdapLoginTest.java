package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.directory.Directory;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Proxy;
import org.stagepost.model.EmailAddress;
import org.stagepost.testing.ProxyServer;

class LdapLoginTest {
    private static final String EFFECTIVE =
            "( 1.2.840.113556.1.4.914 NAME 'allowedAttributesEffective' " + "SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )";
    private static final Attribute ACTIVE_DIRECTORY = new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800");

    @ParameterizedTest
    @CsvSource({"AUTO, cn=admin", "PLAIN, dn:cn=admin"})
    void passwordsAreSentAsTheMechanismWants(Mechanism mechanism, String user) {
        try (var memory = new MemoryDirectory()) {
            assertThat(stage("bind", probe(loggingIn(memory.endpoint(), mechanism, user))))
                    .isEqualTo("as " + user);
        }
    }

    /** What Active Directory takes besides a DN goes there as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"svc-migrate@ad.example.test", "AD\\svc-migrate"})
    void otherNamesThanDnsAreSentAsTheyAre(String user) {
        try (var memory = new MemoryDirectory()) {
            memory.answersBindsOf(user, ResultCode.SUCCESS, "");

            assertThat(stage("bind", probe(loggingIn(memory.endpoint(), Mechanism.AUTO, user))))
                    .isEqualTo("as " + user);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 525, v3839', no such user
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839', password is wrong
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 530, v3839', at this time
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 531, v3839', from this machine
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 532, v3839', has expired
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 533, v3839', is disabled
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 701, v3839', account has expired
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 773, v3839', choose a new password
            49, '80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 775, v3839', locked out
            49, 'Invalid credentials', user name or the password is wrong
            8, '00002028: LdapErr: DSID-0C090273, comment: The server requires binds to turn on integrity checking', takes no password over an unprotected connection
            13, 'confidentiality required', takes no password over an unprotected connection
            7, 'no such mechanism', does not offer this way
            48, 'anonymous bind disallowed', nobody without a password
            """)
    void refusalsOfABindHaveCauseAndRemedy(int result, String said, String cause) {
        try (var memory = new MemoryDirectory()) {
            memory.answersBindsOf("x@example.test", ResultCode.valueOf(result), said);

            ProbeStage bind = last(probe(loggingIn(memory.endpoint(), Mechanism.AUTO, "x@example.test")));

            assertThat(bind.name()).isEqualTo("bind");
            assertThat(bind.detail()).contains(said);
            assertThat(bind.cause()).contains(cause);
            assertThat(bind.remedy()).isNotEmpty();
        }
    }

    @Test
    void aWrongBaseIsNamed() {
        try (var memory = new MemoryDirectory()) {
            ProbeStage base =
                    last(probe(MemoryDirectory.endpoint(memory.endpoint().port(), "dc=gone,dc=test")));

            assertThat(base.name()).isEqualTo("search base");
            assertThat(base.cause()).contains("does not hold this baseDn");
        }
    }

    @Test
    void activeDirectoryTellsWhatMayBeWritten() {
        assertThat(rights(
                        "targetAddress",
                        "msExchRecipientTypeDetails",
                        "msExchRecipientDisplayType",
                        "proxyAddresses",
                        "msExchMailboxGuid",
                        "description"))
                .isEqualTo("may write targetAddress, msExchRecipientTypeDetails, msExchRecipientDisplayType,"
                        + " proxyAddresses, msExchMailboxGuid");
        assertThat(rights("TARGETADDRESS"))
                .startsWith("may write targetAddress; not msExchRecipientTypeDetails, msExchRecipientDisplayType");
        assertThat(rights("description"))
                .startsWith("!the login may not write targetAddress, msExchRecipientTypeDetails");
    }

    @Test
    void withoutAnEntryOrAWayToAskRightsCannotBeTold() {
        try (var memory = new MemoryDirectory()) {
            assertThat(stage("rights", probe(memory.endpoint()))).startsWith("cannot be told: the login sees no entry");

            memory.add("Ann", "mail: ann@example.test");
            assertThat(stage("rights", probe(memory.endpoint()))).startsWith("cannot be told without writing");
            assertThat(memory.entry("cn=Ann," + MemoryDirectory.BASE).getAttribute("targetAddress"))
                    .isNull();
        }
    }

    @Test
    void aDirectoryOpensThroughAProxy() {
        try (var memory = new MemoryDirectory();
                var proxy = ProxyServer.open(Proxy.Kind.SOCKS, memory.endpoint().port())) {
            memory.add("Ann", "mail: ann@example.test");
            Endpoint there = MemoryDirectory.endpoint(
                            389,
                            MemoryDirectory.BASE,
                            new MemoryDirectory.Protection(
                                    "dc1.nowhere.example.test", org.stagepost.endpoint.Security.NONE, ""),
                            MemoryDirectory.ADMIN)
                    .withProxy(new Proxy(Proxy.Kind.SOCKS, "127.0.0.1", proxy.port(), "", SecretReference.none()));

            assertThat(probe(there)).allMatch(ProbeStage::passed);
            try (Directory directory = new LdapDirectoryConnector().open(there, Secret.of(MemoryDirectory.PASSWORD))) {
                assertThat(directory.find(new EmailAddress("ann@example.test"))).hasSize(1);
            }
            assertThat(proxy.asked()).containsOnly("dc1.nowhere.example.test:389");
        }
    }

    private static String rights(String... effective) {
        List<String> attributes = new ArrayList<>(List.of("mail: ann@example.test"));
        for (String attribute : effective) {
            attributes.add("allowedAttributesEffective: " + attribute);
        }
        try (var memory = new MemoryDirectory(List.of(EFFECTIVE), List.of(ACTIVE_DIRECTORY))) {
            memory.add("Ann", attributes.toArray(String[]::new));
            return stage("rights", probe(memory.endpoint()));
        }
    }

    private static Endpoint loggingIn(Endpoint endpoint, Mechanism mechanism, String user) {
        return endpoint.withLogin(
                Login.admin(LoginStyle.PLAIN, user, SecretReference.none()).withMechanism(mechanism));
    }

    private static List<ProbeStage> probe(Endpoint endpoint) {
        return new LdapDirectoryConnector().probe(endpoint, Secret.of(MemoryDirectory.PASSWORD));
    }

    /** With a ! before it if it failed. */
    private static String stage(String name, List<ProbeStage> stages) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .map(stage -> (stage.passed() ? "" : "!") + stage.detail())
                .findFirst()
                .orElse(stages.toString());
    }

    private static ProbeStage last(List<ProbeStage> stages) {
        return stages.get(stages.size() - 1);
    }
}
