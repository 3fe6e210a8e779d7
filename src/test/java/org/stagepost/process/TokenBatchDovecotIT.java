package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.testing.MailTenant;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/**
 * A batch whose source is opened with access tokens that live for seconds ({@code -Doauth.tokenSeconds=60} for those of
 * the proof): it runs past their renewal.
 */
@RequiresServer("dovecot")
class TokenBatchDovecotIT {
    private static final int USERS = 6;
    private static final int MESSAGES = 200;
    private static final int TOKEN_SECONDS = Integer.getInteger("oauth.tokenSeconds", 5);
    private static final String CANARY = "hunter2-canary";

    private MailTenant tenant;
    private RealServer source;
    private RealServer target;
    private Path folder;
    private BatchFiles files;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
        tenant = new MailTenant(TOKEN_SECONDS);
        Map<String, String> kit = Map.of("USERS", String.valueOf(USERS), "PASSWORD", "secret");
        Map<String, String> withTokens = new HashMap<>(kit);
        withTokens.putAll(Map.of("OAUTH", "app", "OAUTH_ISSUER", tenant.issuer(), "OAUTH_DENIED", "user06"));
        source = RealServer.start("dovecot", withTokens);
        target = RealServer.start("dovecot", kit);
        files = new BatchFiles(folder, source, target);
        for (int user = 1; user <= USERS; user++) {
            new Maildirs(source.folder(), user).fill("user0" + user, "", MESSAGES);
        }
    }

    @AfterEach
    void stop() {
        target.close();
        source.close();
        tenant.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xoauth2", "oauthbearer"})
    void runsPastTheRenewalOfItsTokens(String mechanism) throws Exception {
        files.users(rows("user01", "user02", "user03", "user04", "user05"));
        long begun = System.nanoTime();
        StagepostProcess run =
                start("run", job(mechanism, MailTenant.APPLICATION).toString());
        awaitMessages("user01");
        run.pause();
        Thread.sleep(1000L * (TOKEN_SECONDS + 1));
        run.resume();

        assertThat(run.exitCode()).as(run.output()).isZero();
        for (String user : List.of("user01", "user02", "user03", "user04", "user05")) {
            assertThat(MailboxSnapshot.of(target.port(), user, "secret"))
                    .isEqualTo(MailboxSnapshot.of(source.port(), user, "secret"));
        }
        assertThat(tenant.requests()).isBetween(2, 1 + lives(begun));
        assertThat(Files.readString(source.folder().resolve("dovecot.log")))
                .contains("method=" + mechanism.toUpperCase(Locale.ROOT));
        assertNoSecretIn(run);
    }

    @Test
    void oneWrongMailboxIsThatUsersFailure() throws IOException {
        files.users(rows("user01", "user02", "user06", "user04", "user05"));

        StagepostProcess run = start("run", job("auto", MailTenant.APPLICATION).toString());

        assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
        assertThat(errors())
                .contains("user06@example.test")
                .contains("CREDENTIALS_REFUSED")
                .contains("other mailboxes were opened with such a token: this one does not exist, or is not granted")
                .doesNotContain("user01@example.test", "user05@example.test");
        assertNoSecretIn(run);
    }

    @Test
    void aSecretThatIsNotThereIsNamedBeforeTheBatchBegins() throws IOException {
        files.users(rows("user01"));

        StagepostProcess run = StagepostProcess.start(
                BatchFiles.ENVIRONMENT,
                "run",
                job("auto", MailTenant.APPLICATION).toString(),
                "--home",
                files.home().toString());

        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("client secret of application migration-app: env:CLIENT_SECRET");
        assertThat(tenant.requests()).isZero();
    }

    /** How many tokens one after the other last since then: each is used for four fifths of its life. */
    private static int lives(long begun) {
        return (int) Math.ceil((System.nanoTime() - begun) / 1e9 / (0.8 * TOKEN_SECONDS));
    }

    private void assertNoSecretIn(StagepostProcess run) throws IOException {
        assertThat(run.output()).doesNotContain(CANARY, "eyJ");
        List<Path> leaks = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(files.home())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(path, StandardCharsets.ISO_8859_1);
                if (text.contains(CANARY) || text.contains("eyJ")) {
                    leaks.add(path);
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    private String errors() throws IOException {
        return Files.readString(files.home().resolve("reports/wave-1/1/errors.csv"));
    }

    private static List<String> rows(String... users) {
        List<String> lines = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (String user : users) {
            lines.add(user + "@example.test,,");
        }
        return lines;
    }

    private Path job(String mechanism, String application) throws IOException {
        String oauth = "{ grant: client-credentials, tokenUrl: \"" + tenant.tokenUrl() + "\", clientId: " + application
                + ", clientSecret: \"env:CLIENT_SECRET\", scope: \"" + MailTenant.SCOPE + "\" }";
        String login = "login: { as: admin, style: token, mechanism: " + mechanism + ", oauth: " + oauth + " }";
        Path file = folder.resolve("imap.yml");
        String text = Files.readString(files.imapJob(1)).replaceFirst("login: \\{ as: user \\}", "@LOGIN@");
        return Files.writeString(file, text.replace("@LOGIN@", login));
    }

    private void awaitMessages(String user) throws InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            if (MailboxSnapshot.count(target.port(), user, "secret") > 0) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("no messages arrived");
    }

    private StagepostProcess start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", files.home().toString()));
        Map<String, String> environment = new HashMap<>(BatchFiles.ENVIRONMENT);
        environment.put("CLIENT_SECRET", CANARY);
        return StagepostProcess.start(environment, all.toArray(String[]::new));
    }
}
