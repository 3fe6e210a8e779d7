package org.stagepost.migration;

import java.time.Instant;
import org.stagepost.model.FailureCode;

/**
 * Why a user is not through.
 *
 * @param retries how often the same phase had failed before, since the user last got through it
 */
public record UserFailure(
        Phase phase, FailureCode code, String message, int retries, Instant firstSeen, Instant lastSeen) {}
