package org.stagepost.persistence.home;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Flyway's table, read without Flyway. */
public final class SchemaHistory {
    private SchemaHistory() {}

    /**
     * What was applied, as {@code 1:CHECKSUM 2:CHECKSUM}, with the word {@code failed} behind what failed; empty when there
     * is no such table.
     *
     * @param table as it stands in the catalogue of tables
     */
    public static String applied(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), table, null)) {
            if (!tables.next()) {
                return "";
            }
        }
        StringBuilder applied = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT \"version\", \"checksum\", \"success\" FROM \"" + table
                        + "\" ORDER BY \"installed_rank\"")) {
            while (rows.next()) {
                String mark = rows.getBoolean(3) ? "" : " failed";
                applied.append(rows.getString(1))
                        .append(':')
                        .append(rows.getInt(2))
                        .append(mark)
                        .append(' ');
            }
        }
        return applied.toString().strip();
    }
}
