package org.stagepost.persistence.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stagepost.migration.BatchSettings;
import org.stagepost.model.BatchName;

/** Settings of batches in the store; a CSV that was added is one named {@code csv+N}, which no key is. */
public final class JdbcBatchSettings implements BatchSettings {
    private static final String ADDED = "csv+";

    private final Transactions transactions;

    public JdbcBatchSettings(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<String, String> of(BatchName batch) {
        Map<String, String> settings = all(batch);
        settings.keySet().removeIf(name -> name.startsWith(ADDED));
        return settings;
    }

    @Override
    public void set(BatchName batch, Map<String, String> changes) {
        transactions.run(session -> changes.forEach((name, value) -> {
            delete(session, batch, name);
            if (!value.isEmpty()) {
                insert(session, batch, name, value);
            }
        }));
    }

    @Override
    public List<Path> addedUsers(BatchName batch) {
        return all(batch).entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(ADDED))
                .map(setting -> Path.of(setting.getValue()))
                .toList();
    }

    @Override
    public void addUsers(BatchName batch, Path csv) {
        transactions.run(session -> {
            TreeMap<String, String> added = all(session, batch);
            added.keySet().removeIf(name -> !name.startsWith(ADDED));
            if (!added.containsValue(csv.toString())) {
                int last =
                        added.isEmpty() ? 0 : Integer.parseInt(added.lastKey().substring(ADDED.length()));
                insert(session, batch, ADDED + "%06d".formatted(last + 1), csv.toString());
            }
        });
    }

    @Override
    public boolean dropUsers(BatchName batch, Path csv) {
        return transactions.call(session -> {
            List<String> names = all(session, batch).entrySet().stream()
                    .filter(setting -> setting.getKey().startsWith(ADDED)
                            && setting.getValue().equals(csv.toString()))
                    .map(Map.Entry::getKey)
                    .toList();
            names.forEach(name -> delete(session, batch, name));
            return !names.isEmpty();
        });
    }

    private Map<String, String> all(BatchName batch) {
        return transactions.call(session -> all(session, batch));
    }

    private static TreeMap<String, String> all(Session session, BatchName batch) {
        return session
                .sql("SELECT SETTING_NAME, SETTING_VALUE FROM BATCH_SETTING"
                        + " WHERE BATCH_NAME = :batch ORDER BY SETTING_NAME")
                .param("batch", batch.value())
                .query((row, number) ->
                        Map.entry(Columns.text(row, "SETTING_NAME"), Columns.text(row, "SETTING_VALUE")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    private static void delete(Session session, BatchName batch, String name) {
        session.sql("DELETE FROM BATCH_SETTING WHERE BATCH_NAME = :batch AND SETTING_NAME = :name")
                .param("batch", batch.value())
                .param("name", name)
                .update();
    }

    private static void insert(Session session, BatchName batch, String name, String value) {
        session.sql(
                        "INSERT INTO BATCH_SETTING (BATCH_NAME, SETTING_NAME, SETTING_VALUE) VALUES (:batch, :name, :value)")
                .param("batch", batch.value())
                .param("name", name)
                .param("value", value)
                .update();
    }
}
