package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.StoreSettings;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;
import org.stagepost.testing.TestStores;

/** {@code serve} with the broker in it, and workers that reach it over TLS, or do not. */
@RequiresServer("dovecot")
class EmbeddedBrokerDovecotIT {
    private static final int USERS = 3;
    private static final int MESSAGES = 40;
    private static final String PASSWORD = "secret";
    private static final Map<String, String> SERVER = Map.of("USERS", String.valueOf(USERS), "PASSWORD", PASSWORD);

    private final List<StagepostProcess> processes = new ArrayList<>();
    private final int port = freePort();
    private RealServer source;
    private RealServer target;
    private CertificateAuthority authority;
    private BatchFiles files;
    private Path folder;
    private Map<String, String> store;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        source = RealServer.start("dovecot", SERVER);
        target = RealServer.start("dovecot", SERVER);
        files = new BatchFiles(folder, source, target);
        authority = new CertificateAuthority(folder, "our-ca");
        StoreSettings database = TestStores.newEmptyDatabase();
        store = Map.of(
                "STAGEPOST_DATASOURCE_URL", database.url(),
                "STAGEPOST_DATASOURCE_USERNAME", database.user(),
                "STAGEPOST_DATASOURCE_PASSWORD", "env:STORE_PASSWORD",
                "STORE_PASSWORD", TestStores.password().reveal(),
                "STAGEPOST_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        List<String> rows = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 1; user <= USERS; user++) {
            new Maildirs(source.folder(), user).fill(name(user), "", MESSAGES);
            rows.add("%s@example.test,%s,%s".formatted(name(user), name(user), PASSWORD));
        }
        files.users(rows);
        settings();
    }

    /** Of the manager, whose broker it is. */
    private void settings() throws IOException {
        Issued issued = authority.issue("localhost");
        Files.setPosixFilePermissions(issued.keyFile(), PosixFilePermissions.fromString("rw-------"));
        Files.createDirectories(files.home());
        Files.writeString(
                files.home().resolve("stagepost.yml"), """
                stagepost:
                  broker:
                    url: tcp://127.0.0.1:%d
                    user: worker
                    password: env:MQ_PASSWORD
                    certificateFile: %s
                    keyFile: %s
                """.formatted(port, issued.certificate(), issued.keyFile()));
    }

    @AfterEach
    void stop() {
        processes.stream().filter(StagepostProcess::isAlive).forEach(StagepostProcess::kill);
        source.close();
        target.close();
    }

    @Test
    void workersWithPasswordAndAuthorityCopyABatchAndOthersAreRefused() throws Exception {
        StagepostProcess manager = start(
                environment("hunter2-canary", Map.of()),
                "serve",
                "--embedded-broker",
                "--home",
                files.home().toString());
        await(manager, "where workers log in as worker");

        StagepostProcess worker = worker("one", "hunter2-canary", true);
        StagepostProcess stranger = worker("two", "hunter2-wrong", true);
        StagepostProcess credulous = worker("three", "hunter2-canary", false);
        StagepostProcess run = start(
                environment("hunter2-canary", Map.of()),
                "run",
                files.imapJob(2).toString(),
                "--home",
                files.home().toString());

        assertThat(stranger.exitCode()).isEqualTo(5);
        assertThat(stranger.output()).contains("the login of worker is refused").doesNotContain("hunter2");
        assertThat(credulous.exitCode()).isEqualTo(5);
        assertThat(credulous.output()).contains("its certificate is of no authority that is trusted here", "caFile");
        assertThat(run.exitCode()).as(run.output()).isZero();
        for (int user = 1; user <= USERS; user++) {
            assertThat(MailboxSnapshot.of(target.port(), name(user), PASSWORD))
                    .isEqualTo(MailboxSnapshot.of(source.port(), name(user), PASSWORD));
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files.home().resolve("broker"))))
                .isEqualTo("rwx------");

        manager.terminate();
        assertThat(manager.exitCode()).as(manager.output()).isZero();
        awaitLog("one", "it is tried again until it works");
        worker.terminate();
        assertThat(worker.exitCode()).as(worker.output()).isZero();
        assertThat(log(folder.resolve("one"))).containsOnlyOnce("it is tried again until it works");
        assertQuiet(folder.resolve("one"));
        assertQuiet(files.home());
    }

    /** The libraries have nothing to add, but who was refused. */
    private static void assertQuiet(Path home) throws IOException {
        assertThat(log(home)
                        .lines()
                        .filter(line -> line.contains("AMQ") || line.contains("jms."))
                        .filter(line -> !line.contains("Security problem while authenticating: "))
                        .filter(line -> !line.contains("SSL handshake failed for client from 127.0.0.1")))
                .isEmpty();
    }

    private StagepostProcess worker(String home, String password, boolean trusts) {
        Map<String, String> broker = new HashMap<>(Map.of(
                "STAGEPOST_BROKER_URL", "tcp://localhost:" + port,
                "STAGEPOST_BROKER_USER", "worker",
                "STAGEPOST_BROKER_PASSWORD", "env:MQ_PASSWORD",
                "STAGEPOST_BROKER_SECURITY", "tls"));
        if (trusts) {
            broker.put("STAGEPOST_BROKER_CAFILE", authority.pem().toString());
        }
        return start(
                environment(password, broker),
                "worker",
                "--home",
                folder.resolve(home).toString());
    }

    private Map<String, String> environment(String password, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(BatchFiles.ENVIRONMENT);
        environment.putAll(store);
        environment.putAll(more);
        environment.put("MQ_PASSWORD", password);
        return environment;
    }

    private StagepostProcess start(Map<String, String> environment, String... arguments) {
        StagepostProcess process = StagepostProcess.start(environment, arguments);
        processes.add(process);
        return process;
    }

    private static void await(StagepostProcess process, String words) throws InterruptedException {
        for (int attempt = 0; attempt < 1_200 && process.isAlive(); attempt++) {
            if (process.output().contains(words)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException(process.output());
    }

    private void awaitLog(String home, String words) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 600 && !log(folder.resolve(home)).contains(words); attempt++) {
            Thread.sleep(50);
        }
    }

    private static String log(Path home) throws IOException {
        return Files.readString(home.resolve("logs/stagepost.log"));
    }

    private static String name(int user) {
        return "user%02d".formatted(user);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
