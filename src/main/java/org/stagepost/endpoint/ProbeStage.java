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
    private static final String UNTESTED = "not tested: ";

    /** Nothing speaks against it, and nothing for it. */
    public static ProbeStage untested(String name, String why) {
        return passed(name, Duration.ZERO, UNTESTED + why);
    }

    public boolean isTested() {
        return !detail.startsWith(UNTESTED);
    }

    public static ProbeStage passed(String name, Duration time, String detail) {
        return new ProbeStage(name, true, time, detail, "", "");
    }

    public static ProbeStage failed(String name, Duration time, String detail, String cause, String remedy) {
        return new ProbeStage(name, false, time, detail, cause, remedy);
    }
}
