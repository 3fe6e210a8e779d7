package org.stagepost.migration;

import java.time.Duration;

/**
 * A server asked for a slower pace, and gets it.
 *
 * @param address of the server
 * @param pause how much longer all its mailboxes wait; zero when they were waiting already
 * @param mailboxesAtOnce how many go on afterwards
 */
public record Slowdown(String address, Duration pause, int mailboxesAtOnce) {}
