package org.stagepost.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small web server for programs on this machine. It answers GET on 127.0.0.1, and only who calls it by a name of this
 * machine: a page in a browser whose name was pointed here (DNS rebinding) reads nothing. Thread-safe.
 */
final class LocalPages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPages.class);
    private static final Pattern OURS = Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
    private static final int THREADS = 4;

    static {
        // seconds: a client that stops in the middle of its question, or of reading, holds a thread no longer
        setIfAbsent("sun.net.httpserver.maxReqTime", "10");
        setIfAbsent("sun.net.httpserver.maxRspTime", "30");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Supplier<Page>> pages;

    /** What is answered. */
    record Page(int status, String type, String text) {}

    private LocalPages(HttpServer server, Map<String, Supplier<Page>> pages) {
        this.server = server;
        this.pages = pages;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "monitoring");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param port 0 for any that is free
     * @param pages by their paths
     * @throws IOException when the port cannot be had
     */
    static LocalPages open(int port, Map<String, Supplier<Page>> pages) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        LocalPages open = new LocalPages(server, Map.copyOf(pages));
        server.setExecutor(open.threads);
        server.createContext("/", open::answer);
        server.start();
        return open;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, page(exchange));
        }
    }

    private Page page(HttpExchange exchange) {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !OURS.matcher(hosts.get(0)).matches()) {
            return plain(403, "ask for 127.0.0.1");
        }
        Supplier<Page> page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return plain(
                    404,
                    "there is "
                            + String.join(", ", pages.keySet().stream().sorted().toList()));
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            return plain(405, "GET only");
        }
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", exchange.getRequestURI().getPath(), e);
            return plain(500, "see the log");
        }
    }

    private static Page plain(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text + "\n");
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", page.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean silent = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(page.status(), silent ? -1 : bytes.length);
        if (!silent) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
