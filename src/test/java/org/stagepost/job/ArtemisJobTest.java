package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.model.ExitCode;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The real job over a broker that stands alone, with the rights that src/docs/workers.md gives, and over TLS. */
@RequiresServer("openssl")
@Tag("postgresql")
@Timeout(240)
class ArtemisJobTest {
    private static final int USERS = 8;

    private final JobWorld world;
    private final Map<String, String> parts;
    private final RealServer artemis;

    ArtemisJobTest(@TempDir Path folder) throws IOException {
        world = new JobWorld(folder);
        parts = Map.of("PARTS", documented());
        artemis = RealServer.start("artemis", parts);
        List<String> rows = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 1; user <= USERS; user++) {
            world.seed("u" + user, 30);
            rows.add("u%d@example.test,u%d,canary-u%d".formatted(user, user, user));
        }
        world.csv("users.csv", rows);
    }

    @AfterEach
    void close() {
        artemis.close();
        world.close();
    }

    /** What an administrator copies into broker.xml. */
    private static String documented() throws IOException {
        Matcher xml = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/docs/workers.md")));
        assertThat(xml.find()).isTrue();
        return xml.group(1);
    }

    @Test
    void aBrokerThatIsKilledAndStartedAgainLosesAndDoublesNothing() throws Exception {
        try (BrokerLinks links = new BrokerLinks(connections("manager"), connections("worker"), world.workerRooms)) {
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> world.manager(links.dispatch())
                    .run(world.imapJob("maxConcurrentMigrations: 2"), new SilentListener()));
            links.awaitFirst();
            kill();
            artemis.startAgain(parts);

            RunResult result = run.get(2, TimeUnit.MINUTES);
            assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
            for (int user = 1; user <= USERS; user++) {
                assertThat(JobWorld.contents(world.servers.target("u" + user + "@example.test")))
                        .hasSize(60)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private void kill() throws Exception {
        long pid = Long.parseLong(
                Files.readString(artemis.folder().resolve("artemis.pid")).strip());
        ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
        broker.destroyForcibly();
        while (isListening()) { // its parent may be slow to take note of its end
            Thread.sleep(20);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), artemis.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private BrokerConnections connections(String user) {
        BrokerSettings settings = new BrokerSettings(
                "tcp://localhost:" + artemis.port(),
                user,
                SecretReference.none(),
                artemis.folder().resolve("tls/ca.pem").toString(),
                Security.TLS);
        return new BrokerConnections(settings, () -> user + "-secret");
    }
}
