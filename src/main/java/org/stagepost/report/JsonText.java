package org.stagepost.report;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The one way to JSON: fields in declared order, all always present, times and durations by ISO 8601. */
final class JsonText {
    /** Goes up when a field changes its meaning or disappears. */
    static final int SCHEMA = 1;

    private static final ObjectWriter WRITER = mapper(new TerminalSafe())
            .writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));
    private static final ObjectWriter PIECEWISE = WRITER.without(StreamWriteFeature.AUTO_CLOSE_TARGET);
    private static final ObjectWriter EMBEDDED = mapper(new PageSafe()).writer();

    private JsonText() {}

    /** Ends with a line feed. */
    static String of(Object document) {
        return WRITER.writeValueAsString(document) + "\n";
    }

    /** The same, a piece at a time: what a batch of 50,000 users says is never a text as a whole. */
    static void write(Object document, Writer out) throws IOException {
        try {
            PIECEWISE.writeValue(out, document);
        } catch (JacksonException e) {
            throw unwrapped(e);
        }
        out.write('\n');
    }

    /** What the writer threw, which Jackson tells as its own. */
    private static IOException unwrapped(JacksonException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException writing) {
                return writing;
            }
        }
        throw thrown;
    }

    /** On one line, to stand inside a script element of a page: nothing in it ends the element or begins a comment. */
    static String embedded(Object document) {
        return EMBEDDED.writeValueAsString(document);
    }

    /** The inverse of {@link #of}. @throws RuntimeException when the text is something else */
    static <T> T read(String json, Class<T> type) {
        return JsonMapper.shared().readValue(json, type);
    }

    private static JsonMapper mapper(CharacterEscapes escapes) {
        return JsonMapper.builder(
                        JsonFactory.builder().characterEscapes(escapes).build())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build();
    }

    /** Escapes more than RFC 8259 §7 demands, because JSON is looked at in terminals too: see {@link VisibleText}. */
    private static class TerminalSafe extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7F;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            boolean half = Character.isSurrogate((char) character);
            return !half && VisibleText.isTreacherous(character)
                    ? new SerializedString(String.format("\\u%04X", character))
                    : null;
        }
    }

    /** HTML Standard §4.12.1.3: {@code <!--} and {@code </script} must not stand in a script element. */
    private static final class PageSafe extends TerminalSafe {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = super.getEscapeCodesForAscii();
            "<>&".chars().forEach(sign -> codes[sign] = ESCAPE_STANDARD);
            return codes;
        }
    }
}
