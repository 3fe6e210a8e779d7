package org.stagepost.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.ExitCode;
import org.stagepost.testing.MemoryEndpoints;

class EndpointSetTest {
    private static final Path NOWHERE = Path.of("/jobs/wave-1.yml");
    private static final ProbeStage TCP = new ProbeStage("TCP", true, Duration.ofMillis(12), "connected", "", "");
    private static final ProbeStage LOGIN =
            new ProbeStage("login", false, Duration.ofMillis(340), "NO", "", "Correct the password.");

    private final FakeContexts contexts = new FakeContexts();
    private Path folder;

    @BeforeEach
    void anEndpoint(@TempDir Path folder) {
        this.folder = folder;
        contexts.realRules = true;
        contexts.stages = List.of(TCP);
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
    }

    private Typed set(String... typed) {
        String[] arguments = new String[typed.length + 3];
        arguments[0] = "endpoint";
        arguments[1] = "set";
        arguments[2] = "old-mail";
        System.arraycopy(typed, 0, arguments, 3, typed.length);
        return Typed.in(contexts, arguments);
    }

    private Endpoint stored() {
        return requireNonNull(contexts.stored.get("old-mail"));
    }

    private void batch(String name, BatchStatus status, Path jobFile) {
        contexts.views.put(name, Samples.batch(name, status, jobFile));
    }

    private Path imapJob(String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name + ".yml"), """
                name: %s
                type: imap
                csv: users.csv
                source: { endpoint: %s }
                target: { endpoint: new-mail }
                endpoints:
                  - { name: new-mail, kind: imap, host: new.example.test }
                  - { name: other-mail, kind: imap, host: other.example.test }
                """.formatted(name, source));
    }

    @Test
    void whatIsSetChangesAndTheRestStays() {
        Typed typed = set("host=imap2.example.test", "login.style=authzid", "maxConcurrentMigrations=30");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.out()).isEqualTo("TCP  ok        12 ms  connected\nstored 'old-mail'\n");
        assertThat(EndpointLine.of(stored()).settings())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("name", "old-mail"),
                        Map.entry("kind", "imap"),
                        Map.entry("host", "imap2.example.test"),
                        Map.entry("port", "993"),
                        Map.entry("security", "tls"),
                        Map.entry("compression", "auto"),
                        Map.entry("login.as", "admin"),
                        Map.entry("login.user", "master"),
                        Map.entry("login.password", "env:OLD"),
                        Map.entry("login.style", "authzid"),
                        Map.entry("login.mailboxNaming", "address"),
                        Map.entry("maxConcurrentMigrations", "30"),
                        Map.entry("maxConcurrentIncrementalSyncs", "10")));
    }

    @Test
    void whatFollowsFromASettingFollowsIt() {
        set("security=starttls", "maxConcurrentMigrations=5");

        assertThat(stored().security()).isEqualTo(Security.STARTTLS);
        assertThat(stored().port()).isEqualTo(143);
        assertThat(stored().limits().incrementalSyncs()).isEqualTo(5);
    }

    @Test
    void whatWasChosenStaysUntilItIsGivenBack() {
        set("port=1993", "maxConcurrentIncrementalSyncs=4");
        set("security=starttls");
        assertThat(stored().port()).isEqualTo(1993);
        assertThat(stored().limits().incrementalSyncs()).isEqualTo(4);

        set("port=", "maxConcurrentIncrementalSyncs=");
        assertThat(stored().port()).isEqualTo(143);
        assertThat(stored().limits().incrementalSyncs()).isEqualTo(10);
    }

    @Test
    void aTenantChangesTheAddressesThatItIsPartOf() {
        exchangeOnline();

        Typed typed = set("login.oauth.tenant=contoso.test");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(EndpointLine.of(stored()).settings())
                .containsEntry(
                        "login.oauth.tokenUrl", "https://login.microsoftonline.com/contoso.test/oauth2/v2.0/token")
                .containsEntry(
                        "login.oauth.deviceUrl",
                        "https://login.microsoftonline.com/contoso.test/oauth2/v2.0/devicecode")
                .containsEntry("login.oauth.clientId", "app-1");
    }

    @Test
    void anAddressWithoutATenantSaysWhereOneBelongs() {
        exchangeOnline();
        set("login.oauth.tokenUrl=https://login.example.test/token");

        assertThat(set("login.oauth.tenant=contoso.test").err())
                .contains("login.oauth.tenant: tokenUrl has no place for it, written {tenant}")
                .contains("write it into tokenUrl, or remove tenant");
    }

    private void exchangeOnline() {
        contexts.stored.remove("old-mail");
        Typed created = Typed.in(
                contexts,
                "endpoint",
                "create",
                "old-mail",
                "--preset=exchange-online",
                "login.oauth.tenant=example.test",
                "login.oauth.clientId=app-1",
                "login.oauth.clientSecret=env:SECRET");
        assertThat(created.exit()).as(created.err()).isZero();
    }

    @Test
    void thePresetComesAndGoesAndTheKindStays() {
        assertThat(set("preset=cyrus").exit()).isZero();
        assertThat(stored().preset()).isEqualTo("cyrus");

        Typed typed = set("preset=");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(stored().preset()).isEmpty();
        assertThat(stored().kind()).isEqualTo(EndpointKind.IMAP);
    }

    @Test
    void plaintextThatWasAllowedStaysAllowed() {
        set("security=none", "allowPlaintext=true");

        Typed typed = set("host=other.example.test");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(stored().security()).isEqualTo(Security.NONE);
    }

    @Test
    void everyFaultIsNamedAndNothingIsTestedOrStored() {
        Typed typed = set("port=x", "hots=h", "name=new-mail", "login.password=hunter2-canary", "host=");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("""
                        error: name: cannot be changed (create another endpoint)
                        error: login.password: a secret cannot be an argument: write env:NAME, file:PATH or prompt
                        error: host: is missing (write a host name or an IP address, without port)
                        error: port: "x" is not a port (write a number from 1 to 65535)
                        error: hots: unknown key (did you mean "host"?)
                        """);
        assertThat(stored()).isEqualTo(contexts.stored.get("old-mail"));
        assertThat(stored().host()).isEqualTo("imap.example.test");
        assertThat(contexts.log).noneMatch(entry -> entry.startsWith("probe"));
    }

    @Test
    void whatIsNoSettingOrThereTwiceIsNamedWithTheRest() {
        Typed typed = set("port=1", "hots=h", "rubbish", "port=2", "oauth.tenant=contoso.test");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("""
                        error: 'rubbish' is no setting (write NAME=VALUE)
                        error: port: is given twice (write it once)
                        error: hots: unknown key (did you mean "host"?)
                        error: oauth.tenant: unknown key (did you mean "login.oauth.tenant"?)
                        """);
    }

    @Test
    void whatDoesNotConnectIsNotStored() {
        contexts.stages = List.of(TCP, LOGIN);

        Typed typed = set("host=imap2.example.test");

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).contains("login  FAILED").endsWith("'old-mail' was not stored\n");
        assertThat(stored().host()).isEqualTo("imap.example.test");
    }

    @Test
    void withoutVerificationNoServerIsReached() {
        contexts.stages = List.of(LOGIN);

        Typed typed = set("host=imap2.example.test", "--skip-verification");

        assertThat(typed.exit()).isZero();
        assertThat(stored().host()).isEqualTo("imap2.example.test");
        assertThat(contexts.log).noneMatch(entry -> entry.startsWith("probe"));
    }

    @Test
    void theTestOpensTheMailboxThatIsNamed() {
        set("login.separator=%", "--mailbox", "ann");

        set("login.separator=%", "--mailbox", "ann", "--as-target");
        assertThat(contexts.log).contains("probe old-mail as ann", "probe old-mail as ann as target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password-from=file:secret", "login.password=file:secret"})
    void aPasswordIsAReferenceWithItsWholePath(String typed) {
        set(typed);

        assertThat(stored().login().password())
                .hasToString("file:" + Path.of("secret").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--password-from=hunter2-canary", "login.password=hunter2-canary", "login.pasword=hunter2-canary"
            })
    void aPasswordAsAnArgumentIsRefusedAndNotRepeated(String argument) {
        Typed typed = set(argument);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isNotEmpty().doesNotContain("hunter2-canary");
        assertThat(stored().login().password()).hasToString("env:OLD");
    }

    @Test
    void aPromptedPasswordIsAskedForBeforeTheTest() {
        set("--password-from", "prompt");

        assertThat(contexts.log).containsSubsequence("asked", "probe old-mail");
        assertThat(stored().login().password()).hasToString("literal");
    }

    @Test
    void nothingToSetAndAPasswordGivenTwiceAreRefused() {
        assertThat(set().exit()).isEqualTo(2);
        assertThat(set("--update").err()).contains("nothing to set");
        assertThat(set("login.password=env:A", "--password-from=env:B").err()).contains("given twice");
    }

    @Test
    void anUnknownEndpointIsNotMade() {
        Typed typed = Typed.in(contexts, "endpoint", "set", "odl-mail", "port=1993");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("did you mean 'old-mail'?");
        assertThat(contexts.stored).containsOnlyKeys("old-mail");
    }

    @Test
    void whileBatchesRunThatUseItItStays() throws IOException {
        batch("wave-1", BatchStatus.SYNCING, imapJob("wave-1", "old-mail"));
        batch("wave-2", BatchStatus.STOPPING, NOWHERE);
        batch("wave-3", BatchStatus.SYNCED, imapJob("wave-3", "old-mail"));

        Typed typed = set("host=imap2.example.test");

        assertThat(typed.exit()).isEqualTo(75);
        assertThat(typed.err())
                .contains("endpoint 'old-mail' is used by what runs: wave-1 (Syncing), wave-2 (Stopping)")
                .contains("--update")
                .doesNotContain("wave-3");
        assertThat(stored().host()).isEqualTo("imap.example.test");
        assertThat(contexts.log).noneMatch(entry -> entry.startsWith("probe"));
    }

    @Test
    void aBatchThatBeginsDuringTheTestIsNoticed() throws IOException {
        Path job = imapJob("wave-1", "old-mail");
        contexts.atProbe = () -> batch("wave-1", BatchStatus.STARTING, job);

        Typed typed = set("host=imap2.example.test");

        assertThat(typed.exit()).isEqualTo(75);
        assertThat(stored().host()).isEqualTo("imap.example.test");
    }

    @Test
    void whatRunsWithOthersIsNoObstacle() throws IOException {
        Path own = Files.writeString(
                folder.resolve("own.yml"),
                Files.readString(imapJob("own", "old-mail"))
                        + "  - { name: old-mail, kind: imap, host: inline.example.test }\n");
        batch("wave-1", BatchStatus.SYNCING, own);
        batch("wave-2", BatchStatus.REMOVING, NOWHERE);
        contexts.stored.put("spare", Samples.endpoint("spare", "env:SPARE"));

        assertThat(set("host=imap2.example.test").exit()).isZero();
        assertThat(Typed.in(contexts, "endpoint", "set", "spare", "port=1993").exit())
                .isZero();
    }

    @Test
    void aRunKeepsWhatItsJobFileNoLongerNames() throws IOException {
        batch("wave-1", BatchStatus.SYNCING, imapJob("wave-1", "other-mail"));

        assertThat(set("host=imap2.example.test").exit()).isEqualTo(75);
    }

    @Test
    void anUpdateIsStoredAndTheRunsHearOfIt() throws IOException {
        batch("wave-1", BatchStatus.SYNCING, imapJob("wave-1", "old-mail"));
        batch("wave-2", BatchStatus.WAITING, NOWHERE);
        contexts.runnerAlive = true;
        contexts.requests.answers.put(
                RequestKind.UPDATE, new RequestAnswer(ExitCode.SUCCESS, "its run goes by them from now on"));

        Typed typed = set("host=imap2.example.test", "--update");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(stored().host()).isEqualTo("imap2.example.test");
        assertThat(contexts.requests.asked).containsExactly("UPDATE wave-1");
        assertThat(typed.out())
                .contains("batch wave-1: its run goes by them from now on; what is connected stays as it is")
                .contains("batch wave-2: its run keeps the settings it has, because its job file cannot be read");
    }

    @Test
    void anUpdateThatARunDidNotTakeIsNoSuccess() throws IOException {
        batch("wave-1", BatchStatus.SYNCING, imapJob("wave-1", "old-mail"));
        contexts.runnerAlive = true;
        contexts.requests.answers.put(RequestKind.UPDATE, new RequestAnswer(ExitCode.INTERNAL, "internal error"));

        Typed typed = set("host=imap2.example.test", "--update");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("is stored, but the run of batch wave-1 does not go by it: internal error");
    }

    @ParameterizedTest
    @EnumSource(BatchStatus.class)
    void itIsRemovedOnlyWhenNoBatchNeedsItAnyMore(BatchStatus status) throws IOException {
        batch("wave-1", status, imapJob("wave-1", "old-mail"));
        boolean through = List.of(BatchStatus.COMPLETED, BatchStatus.REMOVING, BatchStatus.CORRUPTED)
                .contains(status);

        Typed typed = Typed.in(contexts, "endpoint", "remove", "old-mail");

        assertThat(typed.exit()).as(typed.err()).isEqualTo(through ? 0 : 2);
        assertThat(contexts.stored.containsKey("old-mail")).isEqualTo(!through);
        assertThat(typed.err()).contains(through ? "" : "wave-1 (" + status.word() + ")");
    }

    @Test
    void directoriesAndMailAreFoundInTheJobFile() throws IOException {
        MemoryEndpoints own = new MemoryEndpoints();
        Path job = Files.writeString(folder.resolve("staged.yml"), """
                name: staged
                type: staged
                csv: users.csv
                source: { endpoint: a }
                target: { endpoint: b }
                sourceDirectory: { endpoint: c }
                targetDirectory: { endpoint: stored-directory }
                notify: [admin@example.test]
                endpoints:
                  - { name: a, kind: imap, host: a.example.test, login: { as: admin, user: x, password: "env:X" } }
                  - { name: b, kind: imap, host: b.example.test }
                  - { name: c, kind: ldap, host: c.example.test, baseDn: "dc=test" }
                """);
        for (Map<String, String> settings : List.of(
                Map.of("name", "stored-directory", "kind", "ldap", "host", "h", "baseDn", "dc=test"),
                Map.of("name", "relay", "kind", "smtp", "host", "h", "from", "a@example.test"))) {
            Endpoint endpoint = new YamlJobFileReader(own)
                    .endpoint("test", settings)
                    .value()
                    .orElseThrow();
            contexts.stored.put(endpoint.name(), endpoint);
        }
        batch("staged", BatchStatus.SYNCED, job);

        for (String name : List.of("stored-directory", "relay")) {
            assertThat(Typed.in(contexts, "endpoint", "remove", name).err()).contains("staged (Synced)");
        }
        assertThat(Typed.in(contexts, "endpoint", "remove", "old-mail").exit()).isZero();
    }

    @Test
    void theNamesOfADirectorysAttributesStayWhenSomethingElseIsSet() {
        assertThat(set(
                                "kind=ldap",
                                "baseDn=dc=test",
                                "schema.style=generic",
                                "schema.forward=maildrop",
                                "login.style=",
                                "login.separator=")
                        .exit())
                .isZero();

        Typed typed = set("port=1636", "schema.anchor=entryUUID");

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(stored().port()).isEqualTo(1636);
        assertThat(stored().schema().forward()).isEqualTo("maildrop");
        assertThat(stored().schema().anchor()).isEqualTo("entryUUID");
    }
}
