package org.stagepost.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A token server on loopback that answers what a test tells it, one after the other, and remembers what it was asked. */
final class TokenServerScript implements AutoCloseable {
    record Answer(int status, String body, Map<String, String> headers) {
        static Answer of(int status, String json) {
            return new Answer(status, json, Map.of());
        }

        Answer with(String name, String value) {
            return new Answer(status, body, Map.of(name, value));
        }
    }

    final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final Deque<Supplier<Answer>> script = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    TokenServerScript() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The last answer is given again and again. */
    TokenServerScript answers(Answer... answers) {
        script.clear();
        for (Answer answer : answers) {
            script.add(() -> answer);
        }
        return this;
    }

    TokenServerScript answers(Supplier<Answer> always) {
        script.clear();
        script.add(always);
        return this;
    }

    static Answer token(String token, int seconds) {
        return Answer.of(
                200, "{\"token_type\":\"Bearer\",\"access_token\":\"" + token + "\",\"expires_in\":" + seconds + "}");
    }

    static Answer refusal(String error, String description) {
        return Answer.of(400, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    Map<String, String> lastAsked() {
        return asked.get(asked.size() - 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(fields(form));
        Supplier<Answer> next = script.size() > 1 ? script.remove() : script.element();
        Answer answer = next.get();
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
