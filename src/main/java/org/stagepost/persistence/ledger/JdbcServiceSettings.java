package org.stagepost.persistence.ledger;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stagepost.migration.ServiceSettings;

/** Settings of all batches in the store. */
public final class JdbcServiceSettings implements ServiceSettings {
    private final Transactions transactions;

    public JdbcServiceSettings(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<String, String> all() {
        return transactions
                .call(session -> session.sql("SELECT SETTING_NAME, SETTING_VALUE FROM SERVICE_SETTING")
                        .query((row, number) ->
                                Map.entry(Columns.text(row, "SETTING_NAME"), Columns.text(row, "SETTING_VALUE")))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    @Override
    public void set(Map<String, String> changes) {
        transactions.run(session -> changes.forEach((name, value) -> {
            session.sql("DELETE FROM SERVICE_SETTING WHERE SETTING_NAME = :name")
                    .param("name", name)
                    .update();
            if (!value.isEmpty()) {
                session.sql("INSERT INTO SERVICE_SETTING (SETTING_NAME, SETTING_VALUE) VALUES (:name, :value)")
                        .param("name", name)
                        .param("value", value)
                        .update();
            }
        }));
    }
}
