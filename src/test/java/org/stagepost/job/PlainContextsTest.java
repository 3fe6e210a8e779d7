package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;

class PlainContextsTest {
    private final ExecutionContextSerializer ours = new PlainContexts();
    private final ExecutionContextSerializer jackson = new JacksonExecutionContextStringSerializer();

    static Stream<Map<String, Object>> contexts() {
        return Stream.of(
                Map.of(),
                Map.of("batch.version", "6.0.4"),
                Map.of("batch.stepType", "org.example.Step$$Lambda$17", "batch.version", "6.0.4"),
                Map.of("user", 7L),
                Map.of("text", "quo\"te, back\\slash, {\"a\":\"b\"}, Größe", "plain", "yes"));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void eachReadsWhatTheOtherWrote(Map<String, Object> context) throws IOException {
        Map<String, Object> given = new HashMap<>(context);

        assertThat(read(ours, written(ours, given))).isEqualTo(given);
        assertThat(read(ours, written(jackson, given))).isEqualTo(given);
        assertThat(read(jackson, written(ours, given))).isEqualTo(given);
    }

    private static byte[] written(ExecutionContextSerializer serializer, Map<String, Object> context)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.serialize(context, out);
        return out.toByteArray();
    }

    private static Map<String, Object> read(ExecutionContextSerializer serializer, byte[] text) throws IOException {
        return serializer.deserialize(new ByteArrayInputStream(text));
    }
}
