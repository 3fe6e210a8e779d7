package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final List<String> DOCUMENT = Collections.nCopies(5000, "a line\u001b[2J");

    @Test
    void whatIsWrittenPieceByPieceIsTheSameText() throws IOException {
        StringWriter out = new StringWriter();

        JsonText.write(DOCUMENT, out);

        assertThat(out).hasToString(JsonText.of(DOCUMENT));
    }

    @Test
    void aDiskThatIsFullIsToldAsItIs() {
        IOException full = new IOException("No space left on device");
        Writer out = new Writer() {
            @Override
            public void write(char[] text, int begin, int length) throws IOException {
                throw full;
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> JsonText.write(DOCUMENT, out)).isSameAs(full);
    }
}
