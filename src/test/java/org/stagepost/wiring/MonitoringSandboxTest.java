package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.sandbox.Sandbox;

/** What stagepost.yml and --metrics-port bring about in whole processes. */
@Timeout(240)
class MonitoringSandboxTest {
    private final Path folder;
    private final Path home;

    MonitoringSandboxTest(@TempDir Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
    }

    @Test
    void aRunTellsTheWebhookHowItsBatchStands() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> signatures = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Stagepost-Signature")));
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret-canary\n");
        settings("webhook: { url: \"http://127.0.0.1:" + server.getAddress().getPort() + "/\", secret: \"file:" + secret
                + "\" }");
        InThisProcess stagepost = new InThisProcess();

        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            stagepost.execute("run", sandbox.jobFile().toString(), "--home", home.toString());
        } finally {
            server.stop(0);
        }

        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(0)).contains("\"from\":\"Created\",\"to\":\"Syncing\"");
        assertThat(bodies.get(1)).contains("\"from\":\"Syncing\",\"to\":\"SyncedWithErrors\"");
        assertThat(signatures).allMatch(signature -> signature.matches("sha256=[0-9a-f]{64}"));
        assertThat(stagepost.output()).doesNotContain("canary").doesNotContain("webhook");
    }

    @Test
    void aWebhookThatIsAwayFailsNoRun() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        settings("webhook: { url: \"http://127.0.0.1:" + closed + "/hidden-canary\" }");
        InThisProcess stagepost = new InThisProcess();

        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            assertThat(stagepost.execute("run", sandbox.jobFile().toString(), "--home", home.toString()))
                    .isEqualTo(3);
        }

        assertThat(Files.readString(home.resolve("logs/stagepost.log")))
                .contains("webhook http://127.0.0.1:" + closed + " was not told of demo: Created > Syncing")
                .doesNotContain("canary");
    }

    @Test
    void aWebhookWhoseSecretIsNotThereFailsNoRunAndIsToldAtItsStart() throws IOException {
        settings("webhook: { url: \"https://hooks.example.test/hidden-canary\", secret: \"env:NO_SUCH_SECRET\" }");
        InThisProcess stagepost = new InThisProcess();

        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            assertThat(stagepost.execute("run", sandbox.jobFile().toString(), "--home", home.toString()))
                    .isEqualTo(3);
        }

        assertThat(stagepost.output())
                .contains("warning: the webhook https://hooks.example.test is told of nothing: "
                        + "secret of the webhook: env:NO_SUCH_SECRET: ")
                .contains("Note: the webhook https://hooks.example.test is told of nothing")
                .doesNotContain("canary");
    }

    @Test
    void serveShowsMetricsAndHealthUntilItIsTold() throws IOException, InterruptedException {
        Process serve = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.stagepost.wiring.Main",
                        "serve",
                        "--metrics-port",
                        "0",
                        "--home",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            String address = address(serve);
            assertThat(awaited(address + "/health"))
                    .contains("\"status\":\"up\"", "\"store\":\"up\"", "\"runner\":\"up\"", "\"scheduler\":\"up\"");
            assertThat(get(address + "/metrics").body()).contains("stagepost_store_up 1.0");
        } finally {
            serve.destroy();
        }

        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).as(output()).isZero();
    }

    @Test
    void aPortThatIsTakenIsRefusedWithAHint() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            InThisProcess stagepost = new InThisProcess();
            settings("metrics: { port: " + taken.getLocalPort() + " }");

            assertThat(stagepost.execute("serve", "--home", home.toString())).isEqualTo(2);
            assertThat(stagepost.output())
                    .contains("port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened for metrics")
                    .contains("choose another with --metrics-port");
        }
    }

    private void settings(String yaml) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("stagepost.yml"), "stagepost:\n  " + yaml + "\n");
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private String address(Process serve) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && serve.isAlive(); i++) {
            Matcher address = Pattern.compile("metrics at (\\S+)/metrics").matcher(output());
            if (address.find()) {
                return address.group(1);
            }
            Thread.sleep(100);
        }
        throw new AssertionError(output());
    }

    private static String awaited(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(url);
        for (int i = 0; i < 100 && answer.statusCode() != 200; i++) {
            Thread.sleep(100);
            answer = get(url);
        }
        return answer.body();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
