package org.stagepost.migration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells whether a server of a batch is to be left alone now. */
public final class QuietServers {
    private QuietServers() {}

    /** A sentence that names the endpoint and when its quiet hours end; empty when there are none now. */
    public static Optional<String> now(JobFile jobFile, Instant now) {
        return Stream.of(jobFile.source(), jobFile.target())
                .flatMap(endpoint -> endpoint
                        .limits()
                        .quietUntil(now)
                        .map(end -> "Quiet hours of endpoint " + endpoint.name() + ": nothing is copied until "
                                + end.truncatedTo(ChronoUnit.SECONDS) + ".")
                        .stream())
                .findFirst();
    }
}
