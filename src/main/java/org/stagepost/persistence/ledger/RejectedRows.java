package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.RejectedRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.Finding;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a batch that were left out; works inside the caller's transaction. */
final class RejectedRows {
    private static final String INSERT = """
            INSERT INTO REJECTED_ROW (BATCH_NAME, ROW_ORDER, LINE_NUMBER, ADDRESS, CELLS, PASSWORD_REFERENCE,
                TARGET_PASSWORD_REFERENCE, FINDINGS)
            VALUES (:batch, :order, :line, :address, :cells, :password, :targetPassword, :findings)
            """;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final SecretTable secrets;

    RejectedRows(SecretTable secrets) {
        this.secrets = secrets;
    }

    void replace(Session session, BatchName batch, List<RejectedRow> rejected) {
        RowSecrets rowSecrets = new RowSecrets(secrets, session, batch);
        rowSecrets.dropLines(batch);
        List<MapSqlParameterSource> rows = new ArrayList<>();
        Map<Integer, Integer> perLine = new HashMap<>(); // several CSVs have a row on the same line
        for (RejectedRow row : rejected) {
            String prefix = RowSecrets.prefix(batch, row.line(), perLine.merge(row.line(), 1, Integer::sum));
            rows.add(parameters(batch, row, prefix, rowSecrets).addValue("order", rows.size()));
        }
        rowSecrets.store();
        session.sql("DELETE FROM REJECTED_ROW WHERE BATCH_NAME = :batch")
                .param("batch", batch.value())
                .update();
        session.each(INSERT, rows);
    }

    List<RejectedRow> list(Session session, BatchName batch) {
        return session.sql("SELECT * FROM REJECTED_ROW WHERE BATCH_NAME = :batch ORDER BY ROW_ORDER")
                .param("batch", batch.value())
                .query((row, number) -> rejected(row))
                .list();
    }

    private static MapSqlParameterSource parameters(
            BatchName batch, RejectedRow row, String prefix, RowSecrets rowSecrets) {
        return new MapSqlParameterSource("batch", batch.value())
                .addValue("line", row.line())
                .addValue("address", Columns.clean(row.address()))
                .addValue("cells", JSON.writeValueAsString(row.cells()))
                .addValue("password", rowSecrets.keepPassword(prefix, row.password()))
                .addValue("targetPassword", rowSecrets.keepTargetPassword(prefix, row.targetPassword()))
                .addValue("findings", JSON.writeValueAsString(row.findings()));
    }

    private static RejectedRow rejected(ResultSet row) throws SQLException {
        return new RejectedRow(
                row.getInt("LINE_NUMBER"),
                Columns.text(row, "ADDRESS"),
                JSON.readValue(Columns.text(row, "CELLS"), CELLS),
                Columns.reference(row, "PASSWORD_REFERENCE"),
                Columns.reference(row, "TARGET_PASSWORD_REFERENCE"),
                JSON.readValue(Columns.text(row, "FINDINGS"), FINDINGS));
    }
}
