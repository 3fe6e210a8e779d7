package org.stagepost.sync;

import java.time.Instant;

/**
 * Somebody's word that a skipped item may stay behind.
 *
 * @param by who said so, the name of an account of this machine
 * @param reason as it was typed; empty when none was given
 */
public record ItemApproval(String by, Instant time, String reason) {}
