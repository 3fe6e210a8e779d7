package org.stagepost.persistence.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.stagepost.migration.Lease;
import org.stagepost.persistence.Store;

/**
 * Short transactions on the store, durable when they return. Thread-safe.
 * Reads go through here as well: outside a transaction of its own, a read inside a Spring Batch step would keep its
 * connection until the step's chunk ends, and a mailbox's chunk may take minutes.
 */
public final class Transactions {
    private static final int ATTEMPTS = 10;
    private static final String LOCK_TIMEOUT = "55P03";

    private final UnaryOperator<RuntimeException> failures;
    private final boolean commitsInTurn;
    private final Session session;
    private final TransactionTemplate template;
    private final Consumer<Session> first;
    private final SharedCommits commits = new SharedCommits(this::once);

    public Transactions(Store store) {
        this(store.dataSource(), store::explained, store.commitsInTurn(), store.sharesLocks());
    }

    Transactions(
            DataSource dataSource,
            UnaryOperator<RuntimeException> failures,
            boolean commitsInTurn,
            boolean sharesLocks) {
        this.commitsInTurn = commitsInTurn;
        this.failures = failures;
        this.session = new Session(dataSource, sharesLocks);
        this.template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.first = any -> {};
    }

    private Transactions(Transactions all, Consumer<Session> first) {
        this.failures = all.failures;
        this.commitsInTurn = all.commitsInTurn;
        this.session = all.session;
        this.template = all.template;
        this.first = first;
    }

    /**
     * The same store for one partition of a worker: nothing is read or written by who has lost the lease. Whoever wants to
     * take it waits for the transaction.
     */
    public Transactions fenced(Lease lease) {
        return new Transactions(this, any -> JdbcPartitionLeases.require(any, lease));
    }

    /**
     * Does the work in one transaction; again from the start when it lost a race against another transaction.
     *
     * @throws org.stagepost.model.MigrationException HOME_UNUSABLE when the process that owned the embedded store has ended;
     *     STORE_UNUSABLE when a database server is not there, or refuses; STORE_DAMAGED when files hold what nobody wrote
     */
    <T> T call(Function<Session, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> {
                    first.accept(session);
                    return work.apply(session);
                });
            } catch (ConcurrencyFailureException | DuplicateKeyException lostRace) {
                if (attempt == ATTEMPTS || isImpatient(lostRace)) {
                    throw failures.apply(lostRace);
                }
            } catch (TransactionException | DataAccessException e) {
                throw failures.apply(e);
            }
        }
    }

    /** PostgreSQL waited for a lock as long as it may: to wait again would only look like a hang. */
    private static boolean isImpatient(DataAccessException lostRace) {
        return lostRace.getMostSpecificCause() instanceof SQLException sql && LOCK_TIMEOUT.equals(sql.getSQLState());
    }

    void run(Consumer<Session> work) {
        call(session -> {
            work.accept(session);
            return true;
        });
    }

    /**
     * The same for work of a moment that many threads have at once: may be done by another thread, and together with
     * theirs.
     */
    <T> T callShared(Function<Session, T> work) {
        return (commitsInTurn ? commits.call(work) : Optional.<T>empty()).orElseGet(() -> call(work));
    }

    void runShared(Consumer<Session> work) {
        callShared(session -> {
            work.accept(session);
            return true;
        });
    }

    private void once(Consumer<Session> work) {
        template.executeWithoutResult(status -> {
            first.accept(session);
            work.accept(session);
        });
    }
}
