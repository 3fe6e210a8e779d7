package org.stagepost.cli.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One event as one line of JSON. ASCII: no name of a folder can move a cursor or end a line. */
final class EventLine {
    private static final int SCHEMA = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventLine() {}

    /** Who writes of what. */
    record Source(String batch, int pass, String worker) {}

    /** @param values of the event's own fields, in their order */
    static String of(RunEvent event, Instant time, Source source, Object... values) {
        List<EventField> fields = event.fields();
        if (fields.size() != values.length) {
            throw new IllegalArgumentException(event + " has the fields " + fields);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(EventField.SCHEMA.word(), SCHEMA);
        line.put(EventField.TIME.word(), time.truncatedTo(ChronoUnit.MILLIS).toString());
        line.put(EventField.EVENT.word(), event.word());
        line.put(EventField.BATCH.word(), source.batch());
        line.put(EventField.PASS.word(), source.pass());
        line.put(EventField.WORKER.word(), source.worker());
        for (int i = 0; i < values.length; i++) {
            if (fields.get(i) != EventField.COPIED_BY || !EventField.ABSENT.equals(values[i])) {
                line.put(fields.get(i).word(), values[i]);
            }
        }
        return MAPPER.writeValueAsString(line) + "\n";
    }
}
