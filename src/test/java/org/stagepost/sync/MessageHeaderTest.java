package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageHeaderTest {
    private static MessageHeader header(String text) throws IOException {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return MessageHeader.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void readsTheFieldsThatNameAMessage() throws IOException {
        assertThat(header("Received: x\nFROM: ann@example.test\nsubject : Hello\nMessage-Id: <1@x>\n\nSubject: body\n"))
                .isEqualTo(new MessageHeader("<1@x>", "ann@example.test", "Hello"));
    }

    @Test
    void unfoldsLinesAndStopsAtTheFirstEmptyOne() throws IOException {
        assertThat(header("Subject: one\n two\n\tthree\nTo: x\n").subject()).isEqualTo("one two three");
        assertThat(header("To: x\n\nSubject: in the body\n")).isEqualTo(MessageHeader.NONE);
    }

    @Test
    void readsBareLineEndsAndRawBytes() throws IOException {
        byte[] latin = "Subject: Gr\u00FC\u00DFe\nFrom: x\n\nbody".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(MessageHeader.read(new ByteArrayInputStream(latin)).subject())
                .isEqualTo("Gr\u00FC\u00DFe");
        assertThat(header("Subject: Gr\u00FC\u00DFe\n").subject()).isEqualTo("Gr\u00FC\u00DFe");
        assertThat(MessageHeader.read(new ByteArrayInputStream(new byte[0]))).isEqualTo(MessageHeader.NONE);
    }

    @Test
    void isOneShortLineWhateverTheSenderPutIn() throws IOException {
        assertThat(header("Subject: a\u001B[31m\u0000b =?utf-8?Q?=0D=0AERROR?=\n")
                        .subject())
                .isEqualTo("a [31m b   ERROR");
        assertThat(header("Subject: " + "x".repeat(5000) + "\n").subject()).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?B?R3LDvMOfZQ==?=                           | Grüße",
                "=?UTF-8?q?Gr=C3=BC=C3=9Fe_aus?=                    | Grüße aus",
                "=?iso-8859-1?Q?Gr=FC=DFe?= <a@b>                   | Grüße <a@b>",
                "=?utf-8*de?Q?Gr=C3=BC?=                            | Grü",
                "=?utf-8?Q?a?= =?utf-8?Q?b?=                        | ab",
                "=?utf-8?Q?a?= =?iso-8859-1?Q?=FC?= c               | aü c",
                "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC?=                  | Grü",
                "=?x-unknown?Q?a?= b                                | =?x-unknown?Q?a?= b",
                "=?utf-8?X?a?=                                      | =?utf-8?X?a?=",
                "=?utf-8?B?R3Lg?= and =?broken                      | Gr\uFFFD and =?broken",
                "a=?utf-8?Q?b?=c                                    | abc",
                "=?utf-8?Q?100=ZZ?=                                 | 100=ZZ",
            })
    void decodesEncodedWords(String encoded, String expected) {
        assertThat(EncodedWords.decode(encoded)).isEqualTo(expected);
    }
}
