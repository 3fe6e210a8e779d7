package org.stagepost.oauth;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that holds secrets: Jackson's own buffers are kept for the next document, with what was in the last. */
final class SecretJson {
    static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build());

    private SecretJson() {}
}
