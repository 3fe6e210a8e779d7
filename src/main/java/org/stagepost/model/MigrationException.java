package org.stagepost.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that crosses rooms; its code says how far it reaches and whether waiting helps.
 * The message is for administrators: it names what failed and holds no secret.
 */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final transient @Nullable Origin origin;

    public MigrationException(FailureCode code, String message) {
        this(code, message, null, null);
    }

    public MigrationException(FailureCode code, String message, @Nullable Throwable cause) {
        this(code, message, cause, null);
    }

    public MigrationException(FailureCode code, String message, @Nullable Throwable cause, @Nullable Origin origin) {
        super(message, cause);
        this.code = code;
        this.origin = origin;
    }

    public FailureCode code() {
        return code;
    }

    /** The server that is to blame; empty when none is, or nobody can tell which. */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /** The message itself; never null, other than {@link #getMessage()}. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** The remedy, one sentence for an administrator. */
    public String hint() {
        return code.hint(detail());
    }

    /** The same failure of the same server in other words, caused by this one. */
    public MigrationException as(FailureCode otherCode, String message) {
        return new MigrationException(otherCode, message, this, origin);
    }

    /** The same failure without its cause, for a message that had to be changed because it said too much. */
    public MigrationException reworded(String message) {
        return new MigrationException(code, message, null, origin);
    }
}
