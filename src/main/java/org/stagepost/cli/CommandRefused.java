package org.stagepost.cli;

/** What was typed cannot be done, and nothing was: exit code 2. */
final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String hint;

    /** @param hint what to type instead; may be empty */
    CommandRefused(String reason, String hint) {
        super(reason);
        this.reason = reason;
        this.hint = hint;
    }

    String reason() {
        return reason;
    }

    String hint() {
        return hint;
    }
}
