package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTokenizerTest {
    private static final String ALPHABET = "()[]{}\"\\ \r\n+*~<>0123456789aBODYNIL\u00FC\0";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "INBOX ....         | INBOX",
                "\"a \\\" \\\\ b\" . | 'a \" \\ b'",
                "{3}~abc .          | abc",
                "{3+}~a)b .         | a)b",
                "~{2}~\"\" .        | '\"\"'",
                "\"\" .             | ''",
                "~ann .           | ~ann",
                "~ .              | ~",
            })
    void readsStrings(String line, String value) throws IOException {
        assertThat(tokenizer(line.replace("}~", "}\r\n")).astring()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\"a)b\"",
                "{3}\r\n)))",
                "()",
                "(a (b (c)) \"d\" {1}\r\n( NIL)",
                "~ann",
                "(~{4}\r\n\r\n* ~ ~\"a)",
                "BODY[HEADER.FIELDS",
                "(BODY[1.2] \"[\" ]x)"
            })
    void passesOverValuesOfAnyForm(String value) throws IOException {
        ResponseTokenizer in = tokenizer(value + " next\r\n");

        in.skipValue();

        in.expect(' ');
        assertThat(in.text()).isEqualTo("next");
    }

    @Test
    void keepsWhatStandsBehindALiteral() throws IOException {
        ResponseTokenizer in = tokenizer("{5}\r\nab\r\nc rest\r\n");

        in.literal().drain();

        assertThat(in.text()).isEqualTo(" rest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\r\n",
                "{}\r\n",
                "{x}\r\n",
                "{-1}\r\n",
                "{99999999999999999999}\r\n",
                "{5000000000}\r\n",
                "{5}abcde",
                ")\r\n"
            })
    void refusesWhatIsNoString(String value) {
        assertThatThrownBy(() -> tokenizer(value).astring()).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void refusesAnEndWithoutABeginning() {
        assertThatThrownBy(() -> tokenizer(") x\r\n").skipValue()).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void namesInLiteralsCountLikeTheirLine() throws IOException {
        String literal = "{30000}\r\n" + "x".repeat(30_000);
        ResponseTokenizer in = tokenizer(literal.repeat(3));
        in.astring();
        in.astring();

        assertThatThrownBy(in::astring).isInstanceOf(ProtocolViolation.class).hasMessageContaining("65536");
    }

    @Test
    void refusesLongLinesButNotLongLiterals() throws IOException {
        String literal = "x".repeat(70_000);
        ResponseTokenizer in = tokenizer("{70000}\r\n" + literal + "\r\n" + literal);

        in.literal().drain();
        in.endLine();

        assertThatThrownBy(in::text).isInstanceOf(ProtocolViolation.class).hasMessageContaining("65536");
    }

    @Test
    void fetchLinesMayBeLonger() throws IOException {
        ResponseTokenizer in = tokenizer("x".repeat(70_000) + "\r\n");

        in.widenLine();

        assertThat(in.text()).hasSize(70_000);
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> tokenizer("(".repeat(65) + "\r\n").skipValue())
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("nested");
    }

    @RepeatedTest(300)
    void anyBytesEndInAValueOrAnIoException(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        StringBuilder text = new StringBuilder("* 1 FETCH (");
        for (int i = 0; i < 200; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        FetchReplies replies = new FetchReplies() {};
        ResponseReader reader =
                new ResponseReader(new ResponseTokenizer(new Dribble(text.toString(), random), WireLimits.STANDARD));

        try {
            OneCommand.read(reader, "s1", replies);
            fail("no reply was in there");
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @RepeatedTest(50)
    void piecesOfTheStreamMakeNoDifference(RepetitionInfo run) throws IOException {
        String response = "* 2 FETCH (UID 9 X \"y\" FLAGS (\\Seen $A) RFC822.SIZE 7 BODY[HEADER] {4}\r\na:b\n)\r\n"
                + "* LIST () \"/\" {1}\r\nx\r\ns1 OK [APPENDUID 1 2] fine\r\n";
        Random random = new Random(run.getCurrentRepetition());
        ResponseTokenizer in = new ResponseTokenizer(new Dribble(response, random), WireLimits.STANDARD);

        TaggedReply reply = OneCommand.read(new ResponseReader(in), "s1", new FetchReplies() {
            @Override
            protected void reply(FetchReply fetched) {
                assertThat(fetched.uid()).isEqualTo(9);
                assertThat(fetched.size()).isEqualTo(7);
                assertThat(fetched.marks().orElseThrow().keywords()).containsExactly("$A");
                assertThat(fetched.header()).hasValueSatisfying(header -> assertThat(header)
                        .isEqualTo("a:b\n".getBytes(StandardCharsets.US_ASCII)));
            }
        });

        assertThat(reply.words()).isEqualTo("OK [APPENDUID 1 2] fine");
    }

    private static ResponseTokenizer tokenizer(String text) {
        return new ResponseTokenizer(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), WireLimits.STANDARD);
    }

    /** Gives a few bytes at a time, as networks do. */
    private static final class Dribble extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        Dribble(String text, Random random) {
            bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, 1 + random.nextInt(5)));
        }
    }
}
