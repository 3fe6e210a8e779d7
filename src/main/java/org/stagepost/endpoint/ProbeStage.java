package org.stagepost.endpoint;

import java.time.Duration;

/**
 * One stage of an endpoint test: DNS, TCP, TLS, capabilities, login, folders.
 *
 * @param detail what was seen, in the server's words where it spoke; no secret
 * @param remedy what to do when it failed; empty when it passed
 */
public record ProbeStage(String name, boolean passed, Duration time, String detail, String remedy) {}
