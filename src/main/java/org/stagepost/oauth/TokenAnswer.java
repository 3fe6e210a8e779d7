package org.stagepost.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.stagepost.credential.Secret;
import tools.jackson.databind.JsonNode;

/**
 * What a token server answered, in JSON.
 *
 * @param status of HTTP; 200 for success (RFC 6749 §5.1), 400 and the like for a refusal (§5.2)
 * @param date the server's clock; empty when it does not tell
 */
record TokenAnswer(int status, JsonNode body, Optional<Instant> date) {
    boolean isSuccess() {
        return status == 200;
    }

    /** Empty when the answer has no such text. */
    String text(String name) {
        JsonNode value = body.path(name);
        return value.isString() ? value.asString("") : "";
    }

    /** Empty when there is none, or when it would not survive a login's line. */
    Optional<Secret> token(String name) {
        String value = text(name);
        return value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)
                ? Optional.empty()
                : Optional.of(Secret.of(value));
    }

    /** Some servers write the number as text. */
    Duration seconds(String name, Duration otherwise) {
        JsonNode value = body.path(name);
        long seconds = value.isNumber() ? value.asLong(0) : number(value.asString(""));
        return seconds > 0 ? Duration.ofSeconds(seconds) : otherwise;
    }

    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    /** As it is: what a server says holds tokens. */
    @Override
    public String toString() {
        return "TokenAnswer[" + status + "]";
    }
}
