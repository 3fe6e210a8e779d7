package org.stagepost.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names and values below each other; what has no value is left out, long values wrap. */
final class TextFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    TextFields add(String name, @Nullable Object value) {
        String text = VisibleText.of(Objects.toString(value, ""));
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
        return this;
    }

    String render(int width) {
        int names = fields.keySet().stream().mapToInt(DisplayWidth::of).max().orElse(0);
        int first = names + 3;
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> {
            List<String> lines = DisplayWidth.wrap(value, Math.max(24, width - first));
            String head = name + ":" + " ".repeat(names - DisplayWidth.of(name) + 2);
            text.append(head).append(lines.get(0)).append('\n');
            lines.stream()
                    .skip(1)
                    .forEach(line -> text.append(" ".repeat(first)).append(line).append('\n'));
        });
        return text.toString();
    }
}
