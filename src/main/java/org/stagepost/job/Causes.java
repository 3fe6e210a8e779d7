package org.stagepost.job;

import java.sql.SQLException;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Finds what really went wrong below the exceptions that Spring Batch wraps around it. */
final class Causes {
    private Causes() {}

    /** The database refuses something to this process's role: SQLSTATE 42501 (PostgreSQL, appendix A). */
    static boolean isMissingRight(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "42501".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
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
