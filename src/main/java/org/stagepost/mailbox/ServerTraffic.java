package org.stagepost.mailbox;

import java.time.Duration;

/**
 * What the connections of this process to one server have moved, and how long they waited for it.
 *
 * @param server as messages name it: {@code imap://imap.example.test:993}
 * @param receivedBytes as they come over the line, encrypted and compressed
 * @param sentBytes as they go over the line, but before encryption
 * @param waited of all connections together: several may wait at the same time
 */
public record ServerTraffic(String server, long receivedBytes, long sentBytes, Duration waited) {}
