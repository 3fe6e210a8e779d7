package org.stagepost.persistence.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Short transactions on the store, durable when they return. Thread-safe.
 * Reads go through here as well: outside a transaction of its own, a read inside a Spring Batch step would keep its
 * connection until the step's chunk ends, and a mailbox's chunk may take minutes.
 */
public final class Transactions {
    private static final int ATTEMPTS = 10;
    private static final Pattern SETTINGS = Pattern.compile("^jdbc:hsqldb:(file:)?|;.*$");

    private final DataSource dataSource;
    private final Session session;
    private final TransactionTemplate template;

    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
        this.session = new Session(dataSource);
        this.template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Does the work in one transaction; again from the start when it lost a race against another transaction.
     *
     * @throws MigrationException HOME_UNUSABLE when the process that owned the store has ended; STORE_DAMAGED when HSQLDB
     *     finds something in its files that it did not write
     */
    <T> T call(Function<Session, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> work.apply(session));
            } catch (ConcurrencyFailureException | DuplicateKeyException lostRace) {
                if (attempt == ATTEMPTS) {
                    throw lostRace;
                }
            } catch (TransactionException | DataAccessResourceFailureException e) {
                throw new MigrationException(
                        FailureCode.HOME_UNUSABLE,
                        "the store cannot be used: its disk is full, or the process that owned it has ended: "
                                + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                        e);
            } catch (TransientDataAccessResourceException | UncategorizedSQLException e) {
                throw damaged(e);
            }
        }
    }

    private MigrationException damaged(DataAccessException e) {
        Throwable cause = e.getCause();
        return new MigrationException(
                FailureCode.STORE_DAMAGED,
                files() + ".data is damaged: " + (cause == null ? e : cause).getMessage(),
                e);
    }

    /** As HSQLDB knows them: the beginning of their names, before the settings. */
    private String files() {
        try (Connection connection = dataSource.getConnection()) {
            String url = connection.getMetaData().getURL();
            return SETTINGS.matcher(url).replaceAll("");
        } catch (SQLException e) {
            return "the store's";
        }
    }

    void run(Consumer<Session> work) {
        call(session -> {
            work.accept(session);
            return true;
        });
    }
}
