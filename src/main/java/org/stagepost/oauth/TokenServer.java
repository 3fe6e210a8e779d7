package org.stagepost.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts forms to token servers: https, or http to this machine; no redirect is followed, lest a secret goes elsewhere; a
 * server that is busy or away is asked again a few times. Proxies are the JVM's ({@code https.proxyHost}). Thread-safe.
 */
final class TokenServer {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER_BYTES = 256 * 1024;
    private static final int ATTEMPTS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = SecretJson.MAPPER;

    static {
        // an idle connection holds the last question and its answer, secrets and all, for minutes
        System.setProperty("jdk.httpclient.keepalive.timeout", "0");
    }

    private final HttpClient client;
    private final Sleeper sleeper;

    TokenServer(Sleeper sleeper) {
        this.sleeper = sleeper;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}))
                .build();
    }

    /**
     * @return a success or a refusal
     * @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_NOT_TRUSTED, TOKEN_REFUSED (no token server speaks
     *     there), STOPPED
     */
    TokenAnswer post(String url, Form form) {
        URI address = address(url);
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                HttpResponse<byte[]> response = send(address, form);
                if (!isBusy(response.statusCode())) {
                    return answer(address, response);
                }
                Duration pause = retryAfter(response).orElse(Duration.ofSeconds(1L << (attempt - 1)));
                if (last || pause.compareTo(LONGEST_PAUSE) > 0) {
                    throw unreachable(
                            address, "it answers HTTP " + response.statusCode() + ": too busy, or broken", null);
                }
                sleeper.sleep(pause);
            } catch (IOException e) {
                if (last) {
                    throw unreachable(address, words(e), e);
                }
                sleeper.sleep(Duration.ofSeconds(1L << (attempt - 1)));
            }
        }
    }

    private static URI address(String url) {
        return TokenUrl.parse(url)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.TOKEN_REFUSED, "the address of a token server has to be https: " + url));
    }

    private HttpResponse<byte[]> send(URI address, Form form) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form.encoded()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, begun -> new ShortBody(LONGEST_ANSWER_BYTES));
        try {
            return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while waiting for an access token", e);
        } catch (ExecutionException e) {
            throw translated(address, e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException translated(URI address, ExecutionException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShortBody.AnswerTooLong) {
                throw noTokenServer(address, "its answer is longer than 256 KB");
            }
            if (cause instanceof CertificateException) {
                throw new MigrationException(
                        FailureCode.ENDPOINT_NOT_TRUSTED,
                        name(address) + ": this Java does not trust its certificate (" + cause.getMessage() + ")",
                        cause);
            }
        }
        return failure.getCause() instanceof IOException known ? known : new IOException(failure.getCause());
    }

    private static boolean isBusy(int status) {
        return status == 429 || status >= 500;
    }

    /** RFC 9110 §10.2.3, in seconds; the other form is not used here. */
    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static TokenAnswer answer(URI address, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 3) {
            throw noTokenServer(address, "it answers with a redirect (HTTP " + status + "), which is not followed");
        }
        return new TokenAnswer(status, json(address, response), date(response));
    }

    /** Not caused by what the parser says: it quotes the answer. */
    private static JsonNode json(URI address, HttpResponse<byte[]> response) {
        String what = "it answers HTTP " + response.statusCode() + " and no JSON object";
        try {
            JsonNode body = JSON.readTree(response.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            throw noTokenServer(address, what);
        }
        throw noTokenServer(address, what);
    }

    private static Optional<Instant> date(HttpResponse<byte[]> response) {
        try {
            return response.headers().firstValue("Date").map(text -> ZonedDateTime.parse(
                            text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static MigrationException noTokenServer(URI address, String why) {
        return new MigrationException(
                FailureCode.TOKEN_REFUSED, name(address) + ": " + why + "; is " + address + " a token endpoint?");
    }

    private static MigrationException unreachable(URI address, String why, @Nullable IOException cause) {
        String server = name(address);
        return new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, server + ": " + why, cause, new Origin(server));
    }

    private static String words(IOException failure) {
        String message = failure.getMessage();
        return "connection failed: " + (message == null ? failure.getClass().getSimpleName() : message);
    }

    /** {@code token server login.example.test}, for messages. */
    static String name(String url) {
        return "token server " + TokenUrl.parse(url).map(URI::getHost).orElse(url);
    }

    private static String name(URI address) {
        return name(address.toString());
    }
}
