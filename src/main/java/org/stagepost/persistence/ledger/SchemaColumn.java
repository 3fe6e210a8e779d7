package org.stagepost.persistence.ledger;

import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How a directory's schema stands in its column: as JSON, and empty for Exchange's own. */
final class SchemaColumn {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SchemaColumn() {}

    static String write(DirectorySchema schema) {
        return schema.equals(DirectorySchema.EXCHANGE) ? "" : JSON.writeValueAsString(schema);
    }

    /** @throws MigrationException STORE_DAMAGED when the column holds what nobody wrote */
    static DirectorySchema read(String text) {
        try {
            return text.isEmpty() ? DirectorySchema.EXCHANGE : JSON.readValue(text, DirectorySchema.class);
        } catch (JacksonException e) {
            throw new MigrationException(
                    FailureCode.STORE_DAMAGED,
                    "the store is damaged: no schema of a directory stands in its column",
                    e);
        }
    }
}
