package org.stagepost.model;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that crosses rooms; its code says how far it reaches and whether waiting helps.
 * The message is for administrators: it names what failed and holds no secret.
 */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    public MigrationException(FailureCode code, String message) {
        this(code, message, null);
    }

    public MigrationException(FailureCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }

    /** The message itself; never null, other than {@link #getMessage()}. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
