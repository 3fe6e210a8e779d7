package org.stagepost.discovery;

import java.time.Duration;

/**
 * One thing that was tried.
 *
 * @param method such as {@code SRV} or {@code autoconfig}
 * @param asked a DNS name, or method and URL
 * @param answer in words; never empty
 */
public record Step(String method, String asked, String answer, Duration time) {}
