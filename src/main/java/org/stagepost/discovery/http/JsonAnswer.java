package org.stagepost.discovery.http;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of Autodiscover in JSON: a URL, or an error.
 *
 * @param url empty when there is none
 * @param error empty when there is none
 */
record JsonAnswer(String url, String error) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Empty when it is no such answer. */
    static Optional<JsonAnswer> read(byte[] document) {
        try {
            JsonNode root = MAPPER.readTree(document);
            String url = text(root, "Url");
            String code = text(root, "ErrorCode");
            String error = code.isEmpty() ? "" : ("error " + code + " " + text(root, "ErrorMessage")).strip();
            return url.isEmpty() && error.isEmpty() ? Optional.empty() : Optional.of(new JsonAnswer(url, error));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode root, String field) {
        JsonNode value = root.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
