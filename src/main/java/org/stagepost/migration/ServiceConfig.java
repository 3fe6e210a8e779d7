package org.stagepost.migration;

import java.time.Duration;

/**
 * What holds for all batches of a home folder.
 *
 * @param maxConcurrentMigrations mailboxes at once, all batches together; {@link #UNLIMITED} leaves it to the endpoints
 * @param keepHistory so long the steps of past runs are kept; those of a batch's last run always
 */
public record ServiceConfig(int maxConcurrentMigrations, Duration keepHistory) {
    public static final int UNLIMITED = Integer.MAX_VALUE;
    public static final ServiceConfig USUAL = new ServiceConfig(UNLIMITED, Duration.ofDays(90));
}
