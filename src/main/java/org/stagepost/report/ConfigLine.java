package org.stagepost.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.ServiceConfig;

/**
 * What holds for all batches, as {@code config} names its parts.
 *
 * @param maxConcurrentMigrations null for no limit
 */
record ConfigLine(int schema, @Nullable Integer maxConcurrentMigrations, Duration keepHistory) {
    static ConfigLine of(ServiceConfig config) {
        int most = config.maxConcurrentMigrations();
        return new ConfigLine(JsonText.SCHEMA, most == ServiceConfig.UNLIMITED ? null : most, config.keepHistory());
    }

    String text(int width) {
        return new TextFields()
                .add("maxConcurrentMigrations", maxConcurrentMigrations == null ? "no limit" : maxConcurrentMigrations)
                .add("keepHistory", Units.duration(keepHistory))
                .render(width);
    }
}
