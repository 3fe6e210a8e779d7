package org.stagepost.job;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Finds what really went wrong below the exceptions that Spring Batch wraps around it. */
final class Causes {
    /** SQLSTATEs of a server that does not answer, or is shutting down. */
    private static final Pattern GONE = Pattern.compile("(?:08|57).*");

    private Causes() {}

    /** What Spring Batch threw because the store was gone, as a failure of ours; anything else as it is. */
    static RuntimeException ofStore(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException known) {
                return known;
            }
            if (cause instanceof SQLException sql
                    && GONE.matcher(String.valueOf(sql.getSQLState())).matches()) {
                return new MigrationException(
                        FailureCode.STORE_UNUSABLE,
                        "the connection to the store was lost: " + sql.getMessage(),
                        thrown);
            }
        }
        return thrown;
    }

    /** The failure of ours in the chain of causes, else INTERNAL with the innermost cause in its message. */
    static MigrationException of(Throwable thrown) {
        Throwable innermost = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException known) {
                return known;
            }
            innermost = cause;
        }
        return new MigrationException(FailureCode.INTERNAL, "internal error: " + innermost, thrown);
    }
}
