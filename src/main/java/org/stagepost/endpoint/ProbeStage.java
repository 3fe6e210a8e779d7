package org.stagepost.endpoint;

import java.time.Duration;

/**
 * One stage of an endpoint test.
 *
 * @param detail what was seen, in the server's words where it spoke; no secret
 * @param cause what that means, in plain language; empty when it passed, or the detail says it
 * @param remedy what to do when it failed; empty when it passed
 */
public record ProbeStage(String name, boolean passed, Duration time, String detail, String cause, String remedy) {
    public static ProbeStage passed(String name, Duration time, String detail) {
        return new ProbeStage(name, true, time, detail, "", "");
    }

    public static ProbeStage failed(String name, Duration time, String detail, String cause, String remedy) {
        return new ProbeStage(name, false, time, detail, cause, remedy);
    }
}
