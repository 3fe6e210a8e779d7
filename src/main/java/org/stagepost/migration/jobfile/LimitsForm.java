package org.stagepost.migration.jobfile;

import java.util.List;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.migration.input.Fault;

/** Reads how much an endpoint is asked for. */
final class LimitsForm {
    private static final List<String> OF_MAILBOXES = List.of(
            "maxConnections",
            "maxMessagesPerSecond",
            "maxBytesPerSecond",
            "maxDownloadPerDay",
            "maxUploadPerDay",
            "quietHours");
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final Shape<Integer> RATE = Shape.number("a rate", 1, MOST_PER_SECOND);
    private static final Shape<QuietHours> QUIET_HOURS =
            Shape.of("quiet hours", "write them as Mon-Fri 08:00-18:00 Europe/Berlin", QuietHours::parse);

    private LimitsForm() {}

    /** What was reported has its default. */
    static EndpointLimits read(YamlMap endpoint, EndpointKind kind) {
        int migrations =
                endpoint.get("maxConcurrentMigrations", Shapes.CONCURRENCY, EndpointLimits.DEFAULT.migrations());
        int incremental = endpoint.get(
                "maxConcurrentIncrementalSyncs",
                Shapes.CONCURRENCY,
                Math.min(migrations, EndpointLimits.DEFAULT.incrementalSyncs()));
        if (incremental > migrations) {
            endpoint.fault(
                    "maxConcurrentIncrementalSyncs",
                    new Fault("is above maxConcurrentMigrations", "write " + migrations + " or less"));
            incremental = migrations;
        }
        if (kind != EndpointKind.IMAP) {
            OF_MAILBOXES.forEach(key -> endpoint.refuse(key, "only endpoints of kind imap have one"));
            return EndpointLimits.of(migrations, incremental);
        }
        return new EndpointLimits(
                migrations,
                incremental,
                endpoint.get("maxConnections", Shapes.CONCURRENCY, 0),
                endpoint.get("maxMessagesPerSecond", RATE, 0),
                endpoint.get("maxBytesPerSecond", Shapes.SIZE, 0L),
                endpoint.get("maxDownloadPerDay", Shapes.SIZE, 0L),
                endpoint.get("maxUploadPerDay", Shapes.SIZE, 0L),
                endpoint.list("quietHours", QUIET_HOURS));
    }
}
