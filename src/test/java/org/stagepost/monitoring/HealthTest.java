package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void isUpWhenAllIsUp() {
        Health health = Health.of(true, true, Optional.of(NOW.minusSeconds(59)), WebhookState.UP, CLOCK);

        assertThat(health.isUp()).isTrue();
        assertThat(health.json())
                .isEqualTo("{\"schema\":\"stagepost/health/1\",\"status\":\"up\",\"store\":\"up\",\"runner\":\"up\","
                        + "\"scheduler\":\"up\",\"lastLook\":\"2026-11-30T09:59:01Z\",\"webhook\":\"up\"}");
    }

    @Test
    void oneThingThatIsDownIsEnough() {
        assertThat(Health.of(false, true, Optional.of(NOW), WebhookState.UP, CLOCK)
                        .isUp())
                .isFalse();
        assertThat(Health.of(true, false, Optional.of(NOW), WebhookState.UP, CLOCK)
                        .isUp())
                .isFalse();
        assertThat(Health.of(true, true, Optional.of(NOW.minusSeconds(60)), WebhookState.UP, CLOCK)
                        .isUp())
                .isFalse();
        assertThat(Health.of(true, true, Optional.empty(), WebhookState.UP, CLOCK)
                        .json())
                .contains("\"status\":\"down\"", "\"scheduler\":\"down\"", "\"lastLook\":\"\"");
    }

    @Test
    void aWebhookThatCannotBeToldIsShownAndMakesNothingDown() {
        Health health = Health.of(true, true, Optional.of(NOW), WebhookState.DOWN, CLOCK);

        assertThat(health.isUp()).isTrue();
        assertThat(health.json()).contains("\"status\":\"up\"", "\"webhook\":\"down\"");
    }
}
