package org.stagepost.persistence.home;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What failures of the embedded store mean. */
final class HsqldbFailures {
    private static final Pattern SETTINGS = Pattern.compile("^jdbc:hsqldb:(file:)?|;.*$");

    private final DataSource store;

    HsqldbFailures(DataSource store) {
        this.store = store;
    }

    /** HOME_UNUSABLE, STORE_DAMAGED, or the exception itself. */
    RuntimeException explained(RuntimeException thrown) {
        if (thrown instanceof TransactionException || thrown instanceof DataAccessResourceFailureException) {
            return new MigrationException(
                    FailureCode.HOME_UNUSABLE,
                    "the store cannot be used: its disk is full, or the process that owned it has ended: "
                            + NestedExceptionUtils.getMostSpecificCause(thrown).getMessage(),
                    thrown);
        }
        if (thrown instanceof TransientDataAccessResourceException || thrown instanceof UncategorizedSQLException) {
            Throwable cause = thrown.getCause();
            return new MigrationException(
                    FailureCode.STORE_DAMAGED,
                    files() + ".data is damaged: " + (cause == null ? thrown : cause).getMessage(),
                    thrown);
        }
        return thrown;
    }

    /** As HSQLDB knows them: the beginning of their names, before the settings. */
    private String files() {
        try (Connection connection = store.getConnection()) {
            String url = connection.getMetaData().getURL();
            return SETTINGS.matcher(url).replaceAll("");
        } catch (SQLException e) {
            return "the store's";
        }
    }
}
