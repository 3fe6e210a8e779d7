package org.stagepost.cli;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of what only commands show: endpoints, tests and findings. ASCII, so that nothing in it moves a cursor. */
final class Json {
    /** Goes up when a field changes its meaning or disappears. */
    static final int SCHEMA = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Json() {}

    /** Ends with a line feed. */
    static String of(Object document) {
        return MAPPER.writeValueAsString(document) + "\n";
    }
}
