package org.stagepost.migration;

import java.util.List;

/**
 * How a home folder's batches are watched from outside.
 *
 * @param metricsPort of 127.0.0.1, for metrics and health of {@code serve}; {@link #NO_PORT} for none
 * @param webhooks those that are told of changes
 */
public record MonitoringSettings(int metricsPort, List<WebhookSettings> webhooks) {
    public static final int NO_PORT = -1;
    public static final MonitoringSettings NONE = new MonitoringSettings(NO_PORT, List.of());

    public MonitoringSettings {
        webhooks = List.copyOf(webhooks);
    }
}
