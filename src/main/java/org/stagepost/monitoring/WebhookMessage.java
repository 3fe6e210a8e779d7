package org.stagepost.monitoring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.stagepost.credential.Secret;
import org.stagepost.job.StatusChange;
import org.stagepost.migration.BatchView.Counts;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a webhook is told of one change.
 *
 * @param id the same at each attempt
 * @param body JSON, in UTF-8
 */
record WebhookMessage(String id, StatusChange change, String body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALGORITHM = "HmacSHA256";

    static WebhookMessage of(StatusChange change) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("schema", "stagepost/batch-status/1");
        words.put("id", id);
        words.put("batch", change.batch().value());
        words.put("pass", change.pass().value());
        words.put("from", change.from().word());
        words.put("to", change.to().word());
        words.put("time", change.time().toString());
        words.put("users", users(change.users()));
        return new WebhookMessage(id, change, JSON.writeValueAsString(words));
    }

    private static Map<String, Integer> users(Counts counts) {
        Map<String, Integer> users = new LinkedHashMap<>();
        users.put("total", counts.total());
        users.put("queued", counts.pending());
        users.put("active", counts.active());
        users.put("synced", counts.through());
        users.put("completed", counts.completed());
        users.put("failed", counts.failed());
        users.put("stopped", counts.stopped());
        return users;
    }

    /** {@code sha256=} and the HMAC-SHA256 of the body (RFC 2104), in hexadecimal digits. */
    String signature(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** For the log. */
    String sentence() {
        return change.batch() + ": " + change.from().word() + " > "
                + change.to().word();
    }
}
