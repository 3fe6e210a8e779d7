package org.stagepost.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;

class EndpointCommandsTest {
    private static final ProbeStage TCP = new ProbeStage("TCP", true, Duration.ofMillis(12), "connected", "", "");
    private static final ProbeStage LOGIN = new ProbeStage(
            "login", false, Duration.ofMillis(340), "NO [AUTHENTICATIONFAILED] no\u0007", "", "Correct the password.");

    private final FakeContexts contexts = new FakeContexts();

    private Endpoint stored(String name) {
        return requireNonNull(contexts.stored.get(name));
    }

    @Test
    void createHandsOverWhatWasTyped() {
        Typed typed = Typed.in(
                contexts,
                ("endpoint create old-mail --kind imap --host imap.example.test --port 993 --security tls"
                                + " --allow-plaintext --ca-file /etc/ca.pem --compression always --login-as admin --login-user master"
                                + " --password-from env:OLD --login-style master-user --separator *"
                                + " --mailbox-naming local-part --base-dn dc=example --from admin@example.test"
                                + " --max-concurrent-migrations 8 --max-concurrent-incremental-syncs 4")
                        .split(" "));

        assertThat(typed.exit()).isZero();
        assertThat(contexts.endpointSettings)
                .containsOnly(
                        entry("name", "old-mail"),
                        entry("kind", "imap"),
                        entry("host", "imap.example.test"),
                        entry("port", "993"),
                        entry("security", "tls"),
                        entry("allowPlaintext", "true"),
                        entry("caFile", "/etc/ca.pem"),
                        entry("compression", "always"),
                        entry("login.as", "admin"),
                        entry("login.user", "master"),
                        entry("login.password", "env:OLD"),
                        entry("login.style", "master-user"),
                        entry("login.separator", "*"),
                        entry("login.mailboxNaming", "local-part"),
                        entry("baseDn", "dc=example"),
                        entry("from", "admin@example.test"),
                        entry("maxConcurrentMigrations", "8"),
                        entry("maxConcurrentIncrementalSyncs", "4"));
    }

    @Test
    void createHandsOverNothingElse() {
        Typed.in(contexts, "endpoint", "create", "old-mail", "--kind", "imap");

        assertThat(contexts.endpointSettings).containsOnlyKeys("name", "kind");
    }

    @Test
    void createStoresWhatPasses() {
        contexts.stages = List.of(TCP);

        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", "env:OLD");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).isEqualTo("TCP  ok        12 ms  connected\nstored 'old-mail'\n");
        assertThat(contexts.stored).containsOnlyKeys("old-mail");
        assertThat(contexts.log).endsWith("probe old-mail", "closed");
    }

    @Test
    void createStoresNothingThatFails() {
        contexts.stages = List.of(TCP, LOGIN);

        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", "env:OLD");

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).isEqualTo("""
                        TCP    ok        12 ms  connected
                        login  FAILED   340 ms  NO [AUTHENTICATIONFAILED] no\\u0007
                        hint:  Correct the password.
                        'old-mail' was not stored
                        """);
        assertThat(contexts.stored).isEmpty();
    }

    @Test
    void createWithoutVerificationReachesNoServer() {
        contexts.stages = List.of(LOGIN);

        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail", "--skip-verification");

        assertThat(typed.exit()).isZero();
        assertThat(contexts.stored).containsOnlyKeys("old-mail");
        assertThat(contexts.log).noneMatch(entry -> entry.startsWith("probe"));
    }

    @Test
    void createNamesEveryFaultByItsOption() {
        contexts.endpointFindings = List.of(
                new Finding(
                        Finding.Severity.FILE, "endpoint create", 0, "login.user", "missing", "name the master user"),
                new Finding(Finding.Severity.FILE, "endpoint create", 0, "host", "missing", ""),
                new Finding(
                        Finding.Severity.FILE,
                        "endpoint create",
                        0,
                        "security",
                        "in clear text",
                        "add allowPlaintext: true"));

        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualTo("error: --login-user: missing (name the master user)\nerror: --host: missing\n"
                        + "error: --security: in clear text (add --allow-plaintext)\n");
        assertThat(contexts.stored).isEmpty();
    }

    @Test
    void createReplacesNothing() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:FIRST"));

        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", "env:OTHER");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("change it with `endpoint set old-mail KEY=VALUE`");
        assertThat(stored("old-mail").login().password()).hasToString("env:FIRST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2-canary", "store:hunter2-canary", "env:", "file:", "Prompt"})
    void passwordAsAnArgumentIsRefusedAndNotRepeated(String password) {
        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", password);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("a secret cannot be an argument").doesNotContain("hunter2-canary");
        assertThat(contexts.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"login.password=hunter2-canary", "login.oauth.clientSecret=hunter2-canary"})
    void aSecretAmongTheSettingsIsRefusedAndNotRepeated(String setting) {
        Typed typed = Typed.in(contexts, "endpoint", "create", "old-mail", setting);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("a secret cannot be an argument").doesNotContain("hunter2-canary");
        assertThat(contexts.log).noneMatch(entry -> entry.startsWith("probe"));
        assertThat(contexts.stored).isEmpty();
    }

    @Test
    void everyFaultOfTheSettingsIsNamedAtOnce() {
        contexts.realRules = true;

        Typed typed = Typed.in(
                contexts,
                "endpoint",
                "create",
                "old-mail",
                "--kind=imap",
                "--host=mail.contoso.test:993",
                "host=mail.contoso.test",
                "rubbish",
                "tenant=contoso.test");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("""
                        error: 'rubbish' is no setting (write NAME=VALUE)
                        error: --host: is given twice (write it once)
                        error: tenant: unknown key (did you mean "login.oauth.tenant"?)
                        """);
        assertThat(contexts.stored).isEmpty();
    }

    @Test
    void aLoginThatNobodyTriedIsWarnedOf() {
        contexts.stages = List.of(ProbeStage.untested("login", "name a mailbox"));
        Typed untested = Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", "env:OLD");
        contexts.stages = List.of(ProbeStage.passed("login", Duration.ZERO, "taken"));
        Typed tested = Typed.in(contexts, "endpoint", "create", "new-mail", "--password-from", "env:OLD");

        assertThat(untested.exit()).isZero();
        assertThat(untested.err()).contains("warning: no login was tested; --mailbox ADDRESS or --csv FILE tests one");
        assertThat(tested.err()).isEmpty();
    }

    @Test
    void bracketsAroundAnIpv6AddressAreNoList() {
        assertThat(EndpointSetting.read("host", "[::1]")).isEqualTo("::1");
        assertThat(EndpointSetting.read("host", "imap.example.test")).isEqualTo("imap.example.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--password hunter2-canary", "--password=hunter2-canary", "--login-password=hunter2-canary"})
    void optionForAPasswordIsUnknownAndItsValueNotRepeated(String option) {
        Typed typed = Typed.in(contexts, ("endpoint create old-mail " + option).split(" "));

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("unknown option").doesNotContain("hunter2-canary");
    }

    @Test
    void promptedPasswordIsAskedForBeforeTheTest() {
        contexts.stages = List.of(TCP);

        Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", "prompt");

        assertThat(contexts.log).containsSubsequence("asked", "probe old-mail");
        assertThat(stored("old-mail").login().password()).hasToString("literal");
    }

    @Test
    void fileIsStoredWithItsWholePath() {
        Typed.in(contexts, "endpoint", "create", "old-mail", "--password-from", "file:secret", "--ca-file", "ca.pem");

        assertThat(contexts.endpointSettings)
                .containsEntry("login.password", "file:" + Path.of("secret").toAbsolutePath())
                .containsEntry("caFile", Path.of("ca.pem").toAbsolutePath().toString());
    }

    @Test
    void listShowsNamesAndAddresses() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stored.put("new", Samples.endpoint("new", "env:NEW"));

        Typed typed = Typed.in(contexts, "endpoint", "list");

        assertThat(typed.out()).isEqualTo("""
                        Name      Address                       Security  Login
                        new       imap://imap.example.test:993  tls       admin master
                        old-mail  imap://imap.example.test:993  tls       admin master
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"endpoint list", "endpoint show old-mail", "endpoint test old-mail", "endpoint remove old-mail"})
    void noCommandPrintsASecret(String command) {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "hunter2-canary"));

        Typed text = Typed.in(contexts, command.split(" "));
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "hunter2-canary"));
        Typed json = Typed.in(contexts, (command + " --json").split(" "));

        assertThat(text.exit()).isZero();
        assertThat(text.out() + text.err() + json.out() + json.err()).doesNotContain("hunter2-canary");
        assertThat(json.out()).startsWith("{").contains("\"schema\" : 1");
    }

    @Test
    void showTellsWhereThePasswordIs() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "store:old-mail"));

        Typed typed = Typed.in(contexts, "endpoint", "show", "old-mail");

        assertThat(typed.out()).isEqualTo("""
                        name:                          old-mail
                        kind:                          imap
                        host:                          imap.example.test
                        port:                          993
                        security:                      tls
                        compression:                   auto
                        login.as:                      admin
                        login.user:                    master
                        login.password:                store:old-mail
                        login.style:                   master-user
                        login.separator:               *
                        login.mailboxNaming:           address
                        maxConcurrentMigrations:       20
                        maxConcurrentIncrementalSyncs: 10
                        """);
    }

    @Test
    void testTellsByItsExitCode() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stages = List.of(TCP, LOGIN);

        Typed typed = Typed.in(contexts, "endpoint", "test", "old-mail", "--json");

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).contains("\"passed\" : false").contains("\"milliseconds\" : 340");
    }

    @ParameterizedTest
    @CsvSource({
        "dns, 5",
        "tcp, 5",
        "tls, 5",
        "greeting, 5",
        "login, 5",
        "rights, 5",
        "write, 5",
        "secret, 2",
        "settings, 2"
    })
    void firstStageThatFailedDecidesTheExitCode(String stage, int exit) {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stages = List.of(TCP, ProbeStage.failed(stage, Duration.ZERO, "no", "", ""));

        assertThat(Typed.in(contexts, "endpoint", "test", "old-mail").exit()).isEqualTo(exit);
    }

    @Test
    void causeStandsBetweenTheServersWordsAndTheRemedy() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stages =
                List.of(ProbeStage.failed("login", Duration.ofMillis(3), "NO [X] no", "It is closed.", "Open it."));

        assertThat(Typed.in(contexts, "endpoint", "test", "old-mail").out()).isEqualTo("""
                        login  FAILED     3 ms  NO [X] no
                        cause: It is closed.
                        hint:  Open it.
                        """);
        assertThat(Typed.in(contexts, "endpoint", "test", "old-mail", "--json").out())
                .contains("\"cause\" : \"It is closed.\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint test old-mail", "endpoint create new-mail"})
    void targetIsTestedAsOneWhenAskedTo(String command) {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));

        Typed.in(contexts, (command + " --mailbox ann --as-target").split(" "));
        Typed.in(contexts, (command + " --mailbox ann").split(" "));

        assertThat(contexts.log).anyMatch(line -> line.endsWith(" as ann as target"));
        assertThat(contexts.log).filteredOn(line -> line.endsWith(" as target")).hasSize(1);
    }

    @Test
    void theFirstRowOfACsvNamesTheMailbox() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.csvReader = (file, expectations) -> csv(file, List.of(row("ann", "a.two"), row("bea", "b.two")));

        Typed.in(contexts, "endpoint", "test", "old-mail", "--csv", "users.csv");
        Typed.in(contexts, "endpoint", "test", "old-mail", "--csv", "users.csv", "--as-target");

        assertThat(contexts.log)
                .filteredOn(line -> line.startsWith("probe"))
                .containsExactly("probe old-mail as ann", "probe old-mail as a.two as target");
    }

    @Test
    void aCsvWithoutAGoodRowIsRefused() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.csvReader = (file, expectations) -> csv(file, List.of());

        Typed none = Typed.in(contexts, "endpoint", "test", "old-mail", "--csv", "users.csv");
        Typed both = Typed.in(contexts, "endpoint", "test", "old-mail", "--csv", "users.csv", "--mailbox", "ann");

        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("users.csv has no row to test with");
        assertThat(both.err()).contains("--mailbox and --csv both name a mailbox");
        assertThat(contexts.log).noneMatch(line -> line.startsWith("probe"));
    }

    @Test
    void aCsvThatIsNotThereIsNamedAsSuch() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.csvReader = new CommonsUserCsvReader();

        Typed typed = Typed.in(contexts, "endpoint", "test", "old-mail", "--csv", "nix.csv");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("error: nix.csv: there is no such file\nhint:  check the path\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv=users.csv", "--mailbox=ann", "--as-target"})
    void aDirectoryHasNoMailboxToTest(String option) {
        contexts.realRules = true;

        Typed typed = Typed.in(
                contexts,
                "endpoint",
                "create",
                "directory",
                "--kind=ldap",
                "--host=ldap.contoso.test",
                "--base-dn=dc=test",
                option);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("'directory' has none: it is of kind ldap");
        assertThat(contexts.stored).isEmpty();
    }

    private static UserCsv csv(Path file, List<UserRow> rows) {
        return new UserCsv(file, List.of("EmailAddress"), ',', rows, List.of(), List.of());
    }

    private static UserRow row(String userName, String targetUserName) {
        return new UserRow(
                2,
                new EmailAddress(userName + "@example.test"),
                userName,
                SecretReference.none(),
                false,
                "",
                targetUserName,
                SecretReference.none());
    }

    @Test
    void removeTakesOneAndOnlyByItsName() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));

        Typed wrong = Typed.in(contexts, "endpoint", "remove", "odl-mail");
        Typed right = Typed.in(contexts, "endpoint", "remove", "old-mail");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).isEqualTo("error: there is no endpoint 'odl-mail'\nhint:  did you mean 'old-mail'?\n");
        assertThat(right.exit()).isZero();
        assertThat(contexts.stored).containsOnlyKeys("new-mail");
    }

    @Test
    void stagesAreColouredOnlyOnATerminalThatWantsIt() {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stages = List.of(TCP);
        String[] test = {"endpoint", "test", "old-mail"};

        assertThat(Typed.in(contexts, new FakeShell().onScreen(24, 80), test).out())
                .contains("\033[32mok");
        assertThat(Typed.in(contexts, new FakeShell().onScreen(24, 80).with("NO_COLOR", "1"), test)
                        .out())
                .doesNotContain("\033");
        assertThat(Typed.in(contexts, test).out()).doesNotContain("\033");
    }
}
