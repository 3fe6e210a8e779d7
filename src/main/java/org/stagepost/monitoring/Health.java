package org.stagepost.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a process can do its work.
 *
 * @param store it answers
 * @param runner the home folder is this process's to run batches in
 * @param scheduler it has looked lately what is due
 * @param lastLook when it did
 * @param webhook no work waits for it: it is told, and makes nothing down
 */
record Health(boolean store, boolean runner, boolean scheduler, String lastLook, WebhookState webhook) {
    private static final JsonMapper JSON = new JsonMapper();
    /** The scheduler looks every ten seconds. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    static Health of(boolean store, boolean runner, Optional<Instant> lastLook, WebhookState webhook, Clock clock) {
        boolean lately = lastLook.filter(
                        look -> Duration.between(look, clock.instant()).compareTo(LATELY) < 0)
                .isPresent();
        return new Health(store, runner, lately, lastLook.map(Instant::toString).orElse(""), webhook);
    }

    boolean isUp() {
        return store && runner && scheduler;
    }

    String json() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("schema", "stagepost/health/1");
        words.put("status", word(isUp()));
        words.put("store", word(store));
        words.put("runner", word(runner));
        words.put("scheduler", word(scheduler));
        words.put("lastLook", lastLook);
        words.put("webhook", webhook.word());
        return JSON.writeValueAsString(words);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
