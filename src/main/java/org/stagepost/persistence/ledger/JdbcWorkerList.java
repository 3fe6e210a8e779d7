package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;

/** The table of workers; what a row is of, whoever writes it knows best. */
public final class JdbcWorkerList implements WorkerList {
    private static final String A_DAY_AGO = "CURRENT_TIMESTAMP - INTERVAL '24' HOUR";

    private static final String ALL =
            "SELECT W.*, CURRENT_TIMESTAMP AS AT_PRESENT, (SELECT COUNT(*) FROM PARTITION_LEASE L"
                    + " WHERE L.HOLDER = W.WORKER_ID AND L.STATE = 'TAKEN') AS ACTIVE"
                    + " FROM WORKER W WHERE W.HEARTBEAT >= " + A_DAY_AGO + " ORDER BY W.WORKER_ID";

    /** Characters of the column. */
    private static final int MOST_OPENED = 1000;

    private final Transactions transactions;
    private final Release release;

    /** @param release of this process */
    public JdbcWorkerList(Transactions transactions, Release release) {
        this.transactions = transactions;
        this.release = release;
    }

    @Override
    public void heard(SignOfLife worker) {
        var row = new MapSqlParameterSource("worker", worker.worker().value())
                .addValue("version", release.version())
                .addValue("capacity", worker.capacity())
                .addValue("draining", worker.draining())
                .addValue("refused", worker.refused());
        transactions.run(session -> {
            session.sql("DELETE FROM WORKER WHERE HEARTBEAT < " + A_DAY_AGO).update();
            session.upsert(
                    "UPDATE WORKER SET HEARTBEAT = CURRENT_TIMESTAMP, WORKER_VERSION = :version, CAPACITY = :capacity,"
                            + " DRAINING = :draining, REFUSED = :refused WHERE WORKER_ID = :worker",
                    "INSERT INTO WORKER (WORKER_ID, WORKER_VERSION, CAPACITY, STARTED, HEARTBEAT, DRAINING, REFUSED)"
                            + " VALUES (:worker, :version, :capacity, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, :draining,"
                            + " :refused)",
                    row);
        });
    }

    @Override
    public void opened(WorkerId worker, Set<Long> executions) {
        String list = executions.stream().map(one -> " " + one + " ").sorted().collect(Collectors.joining());
        transactions.run(session -> session.sql("UPDATE WORKER SET OPENED = CURRENT_TIMESTAMP, OPENED_IN = :list"
                        + " WHERE WORKER_ID = :worker")
                .param("list", list.substring(0, Math.min(list.length(), MOST_OPENED)))
                .param("worker", worker.value())
                .update());
    }

    @Override
    public Optional<Duration> sinceOpenedElsewhere(WorkerId worker, long execution) {
        return transactions.call(session -> session.sql("SELECT OPENED, CURRENT_TIMESTAMP AS AT_PRESENT FROM WORKER"
                        + " WHERE WORKER_ID <> :worker AND OPENED_IN LIKE '% ' || :execution || ' %'"
                        + " ORDER BY OPENED DESC FETCH FIRST 1 ROWS ONLY")
                .param("worker", worker.value())
                .param("execution", String.valueOf(execution))
                .query((row, number) -> Duration.between(Columns.time(row, "OPENED"), Columns.time(row, "AT_PRESENT")))
                .optional());
    }

    @Override
    public void left(WorkerId worker) {
        transactions.run(session -> session.sql("DELETE FROM WORKER WHERE WORKER_ID = :worker")
                .param("worker", worker.value())
                .update());
    }

    @Override
    public List<KnownWorker> all() {
        return transactions.call(
                session -> session.sql(ALL).query((row, number) -> known(row)).list());
    }

    private KnownWorker known(ResultSet row) throws SQLException {
        Release of = new Release(Columns.text(row, "WORKER_VERSION"));
        return new KnownWorker(
                new SignOfLife(
                        new WorkerId(Columns.text(row, "WORKER_ID")),
                        row.getInt("CAPACITY"),
                        row.getBoolean("DRAINING"),
                        row.getLong("REFUSED")),
                of,
                Columns.time(row, "STARTED"),
                Duration.between(Columns.time(row, "HEARTBEAT"), Columns.time(row, "AT_PRESENT")),
                row.getInt("ACTIVE"),
                of.format().equals(release.format()));
    }
}
