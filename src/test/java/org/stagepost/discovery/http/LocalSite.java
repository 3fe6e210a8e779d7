package org.stagepost.discovery.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stagepost.testing.CertificateAuthority;

/**
 * Web servers of many hosts on this machine, over http and https, with a certificate of their own CA. They stand for
 * servers at {@link #ADDRESS}, which {@link #dial} leads here.
 */
public final class LocalSite implements AutoCloseable {
    /** Of the block for documentation (RFC 5737): nothing else is there. */
    public static final String ADDRESS = "203.0.113.5";

    /** What was asked, {@code POST https://host/path}, in the order of arrival. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** What was connected to. */
    public final List<String> dialed = new CopyOnWriteArrayList<>();

    /** Authorization headers that arrived. */
    public final List<String> logins = new CopyOnWriteArrayList<>();

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpsServer https;
    private final HttpServer http;
    private final Path ca;

    private record Answer(int status, Map<String, String> headers, byte[] body) {}

    private LocalSite(HttpsServer https, HttpServer http, Path ca) {
        this.https = https;
        this.http = http;
        this.ca = ca;
    }

    /** @param hosts that the certificate names */
    public static LocalSite start(Path folder, String... hosts) throws Exception {
        CertificateAuthority authority = new CertificateAuthority(folder, "ca");
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        https.setHttpsConfigurator(new HttpsConfigurator(authority.issue(hosts).serverContext()));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        LocalSite site = new LocalSite(https, http, authority.pem());
        https.createContext("/", exchange -> site.handle("https", exchange));
        http.createContext("/", exchange -> site.handle("http", exchange));
        https.start();
        http.start();
        return site;
    }

    /** As it was when it started. */
    public void forget() {
        answers.clear();
        requests.clear();
        dialed.clear();
        logins.clear();
    }

    /** PEM file with the CA. */
    public String caFile() {
        return ca.toString();
    }

    /** @param request such as {@code GET https://host/path?query} */
    public LocalSite answer(String request, int status, Map<String, String> headers, String body) {
        answers.put(request, new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public LocalSite ok(String request, String body) {
        return answer(request, 200, Map.of("Content-Type", "text/xml"), body);
    }

    public LocalSite redirect(String request, String location) {
        return answer(request, 302, Map.of("Location", location), "");
    }

    /** To the site, wherever the address is {@link #ADDRESS}; every other address refuses. */
    public Socket dial(InetAddress address, int port, Duration timeout) throws IOException {
        dialed.add(address.getHostAddress() + ":" + port);
        if (!address.getHostAddress().equals(ADDRESS)) {
            throw new ConnectException("refused");
        }
        int local =
                switch (port) {
                    case 80 -> http.getAddress().getPort();
                    case 443, 8443 -> https.getAddress().getPort();
                    default -> throw new ConnectException("refused");
                };
        return new Socket(InetAddress.getLoopbackAddress(), local);
    }

    private void handle(String scheme, HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String request = exchange.getRequestMethod() + " " + scheme + "://" + host + exchange.getRequestURI();
        requests.add(request);
        logins.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        exchange.getRequestBody().readAllBytes();
        Answer answer = answers.getOrDefault(request, new Answer(404, Map.of(), new byte[0]));
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    @Override
    public void close() {
        https.stop(0);
        http.stop(0);
    }
}
