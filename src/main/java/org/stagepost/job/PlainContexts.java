package org.stagepost.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.util.function.SingletonSupplier;

/**
 * Execution contexts as JSON, as Spring Batch's Jackson serializer writes them. Those that hold only plain words, as all
 * of ours do, are written and read here, because Jackson's start takes longer than the rest of a small job.
 */
final class PlainContexts implements ExecutionContextSerializer {
    private static final String WORD = "[A-Za-z0-9 ._:$+-]*";
    private static final Pattern ENTRY = Pattern.compile("\"(" + WORD + ")\":\"(" + WORD + ")\"");
    private static final Pattern PLAIN = Pattern.compile("\\{(?:" + ENTRY + "(?:," + ENTRY + ")*)?\\}");

    private final Supplier<ExecutionContextSerializer> jackson =
            SingletonSupplier.of(JacksonExecutionContextStringSerializer::new);

    @Override
    public void serialize(Map<String, Object> context, OutputStream out) throws IOException {
        boolean plain = context.entrySet().stream()
                .allMatch(entry -> isWord(entry.getKey()) && entry.getValue() instanceof String text && isWord(text));
        if (!plain) {
            jackson.get().serialize(context, out);
            return;
        }
        String text = new TreeMap<>(context)
                .entrySet().stream()
                        .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Map<String, Object> deserialize(InputStream in) throws IOException {
        byte[] stored = in.readAllBytes();
        String text = new String(stored, StandardCharsets.UTF_8);
        if (!PLAIN.matcher(text).matches()) {
            return jackson.get().deserialize(new ByteArrayInputStream(stored));
        }
        Map<String, Object> context = new HashMap<>();
        ENTRY.matcher(text).results().forEach(entry -> context.put(entry.group(1), entry.group(2)));
        return context;
    }

    private static boolean isWord(String text) {
        return text.matches(WORD);
    }
}
