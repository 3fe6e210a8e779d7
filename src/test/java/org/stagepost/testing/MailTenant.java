package org.stagepost.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/**
 * A token server on loopback (mock-oauth2-server) with one issuer and several applications, as Entra has them for Exchange
 * Online: the one that may, one without role, one for another audience, one of a single user. Dovecot asks it about the
 * tokens it is given ({@code OAUTH=app}).
 */
public final class MailTenant implements AutoCloseable {
    /** The application that may open mailboxes. */
    public static final String APPLICATION = "migration-app";

    public static final String WITHOUT_ROLE = "app-without-role";
    public static final String OTHER_AUDIENCE = "app-wrong-audience";
    /** Gets tokens of the user user01. */
    public static final String OF_A_USER = "user01-client";

    public static final String SCOPE = "https://outlook.office365.com/.default";

    private static final Pattern SIGNATURE = Pattern.compile("(\"access_token\"\\s*:\\s*\"[^\".]+\\.[^\".]+\\.)(.)");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern LIFE = Pattern.compile("\"expires_in\"\\s*:\\s*-?\\d+");

    private final MockOAuth2Server server;
    private final HttpServer front;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> given = new CopyOnWriteArrayList<>();

    /** @param tokenSeconds life of the tokens; negative for tokens that have expired */
    public MailTenant(int tokenSeconds) {
        try {
            server = new MockOAuth2Server(
                    OAuth2Config.Companion.fromJson(applications().replace("@SECONDS@", String.valueOf(tokenSeconds))));
            server.start(InetAddress.getLoopbackAddress(), 0);
            front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        front.createContext("/token", exchange -> relay(exchange, body -> body));
        front.createContext("/forged", exchange -> relay(exchange, MailTenant::forged));
        front.createContext("/lying", exchange -> relay(exchange, MailTenant::longLived));
        front.start();
    }

    private static String applications() {
        return """
                {"interactiveLogin": false, "tokenCallbacks": [
                  {"issuerId": "tenant", "tokenExpiry": @SECONDS@, "requestMappings": [
                    {"requestParam": "client_id", "match": "migration-app", "claims": {
                      "sub": "11111111-1111-1111-1111-111111111111", "appid": "migration-app", "idtyp": "app",
                      "aud": ["https://outlook.office365.com"], "roles": ["IMAP.AccessAsApp", "SMTP.SendAsApp"]}},
                    {"requestParam": "client_id", "match": "app-without-role", "claims": {
                      "sub": "22222222-2222-2222-2222-222222222222", "appid": "app-without-role", "idtyp": "app",
                      "aud": ["https://outlook.office365.com"], "roles": []}},
                    {"requestParam": "client_id", "match": "app-wrong-audience", "claims": {
                      "sub": "33333333-3333-3333-3333-333333333333", "appid": "app-wrong-audience", "idtyp": "app",
                      "aud": ["https://graph.microsoft.com"], "roles": ["IMAP.AccessAsApp"]}},
                    {"requestParam": "client_id", "match": "user01-client", "claims": {
                      "sub": "user01", "preferred_username": "user01", "scope": "IMAP.AccessAsUser.All",
                      "aud": ["https://outlook.office365.com"]}}
                  ]}]}""";
    }

    /** What Dovecot's {@code OAUTH_ISSUER} is. */
    public String issuer() {
        return byNumber(server.issuerUrl("tenant").toString());
    }

    /** The issuer's name is the host that it was asked under: it has to be one and the same. */
    private static String byNumber(String url) {
        return url.replace("localhost", "127.0.0.1");
    }

    /** The token endpoint. */
    public String tokenUrl() {
        return url("/token");
    }

    /** Another one, whose tokens have another signature than the issuer made. */
    public String forgingUrl() {
        return url("/forged");
    }

    /** Another one, which says that its tokens live an hour. */
    public String lyingUrl() {
        return url("/lying");
    }

    /** How often tokens were asked for. */
    public int requests() {
        return requests.get();
    }

    /** The tokens that the issuer made, in order. */
    public List<String> given() {
        return List.copyOf(given);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + front.getAddress().getPort() + path;
    }

    private static String forged(String body) {
        return replaced(
                SIGNATURE, body, found -> found.group(1) + (found.group(2).equals("A") ? "B" : "A"));
    }

    private static String longLived(String body) {
        return replaced(LIFE, body, found -> "\"expires_in\":3600");
    }

    private static String replaced(Pattern pattern, String body, Function<MatchResult, String> replacement) {
        Matcher matcher = pattern.matcher(body);
        if (!matcher.find()) {
            throw new IllegalStateException("an answer without token");
        }
        return matcher.replaceFirst(found -> Matcher.quoteReplacement(replacement.apply(found)));
    }

    private void relay(HttpExchange exchange, UnaryOperator<String> change) throws IOException {
        requests.incrementAndGet();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(byNumber(server.tokenEndpointUrl("tenant").toString())))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            remember(answer.body());
            byte[] body = change.apply(answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.statusCode(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private void remember(String body) {
        Matcher token = TOKEN.matcher(body);
        if (token.find()) {
            given.add(token.group(1));
        }
    }

    @Override
    public void close() {
        front.stop(0);
        server.shutdown();
    }
}
