package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.cli.Samples;

class WireTraceTest {
    private final List<String> lines = new ArrayList<>();
    private final WireTrace trace = new WireTrace(lines::add, Samples.endpoint("old-mail", "env:OLD"));

    private static InputStream says(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aSecretThatTheServerRepeatsLongAfterTheLoginIsNotShown() throws IOException {
        trace.hush();
        trace.speak(List.of("hunter2-canary", "aHVudGVyMg", "abc"));

        trace.heard(says("* OK [ALERT] hunter2-canary is weak, abc\r\n* OK aHVudGVyMg==\r\n"))
                .readAllBytes();

        assertThat(lines).containsExactly("old-mail < * OK [ALERT] *** is weak, abc", "old-mail < * OK ***==");
    }

    @Test
    void aSecretBeyondAsciiIsNotShownInAnyCharset() throws IOException {
        trace.hush();
        trace.speak(LoginMask.forms("grün\"€-canary", List.of()));

        trace.heard(new ByteArrayInputStream(
                        "* OK grün\"€-canary\r\n* BAD \"grün\\\"€-canary\"\r\n".getBytes(StandardCharsets.UTF_8)))
                .readAllBytes();

        assertThat(lines).containsExactly("old-mail < * OK ***", "old-mail < * BAD ***");
    }

    @Test
    void aSecretInTheServersOwnCharsetIsNotShown() throws IOException {
        trace.hush();
        trace.speak(LoginMask.forms("grün-canary", List.of()));

        trace.heard(says("* OK grün-canary\r\n")).readAllBytes();

        assertThat(lines).containsExactly("old-mail < * OK ***");
    }

    @Test
    void nothingIsLeftOfASecretWhereALineIsCut() throws IOException {
        for (String secret : List.of("hunter2-canary", "hünter2-canary")) {
            lines.clear();
            trace.hush();
            trace.speak(LoginMask.forms(secret, List.of()));
            for (int shown = 1; shown <= secret.length(); shown++) {
                String before = "* OK " + ".".repeat(1995 - shown);
                trace.heard(new ByteArrayInputStream(
                                (before + secret + " is weak\r\n").getBytes(StandardCharsets.UTF_8)))
                        .readAllBytes();
            }

            assertThat(lines).hasSize(secret.length()).allSatisfy(line -> assertThat(line)
                    .containsPattern("[.][*]{3} … \\([0-9]+ bytes\\)$"));
        }
    }

    @Test
    void aLoginThatBeganIsNotShownOnANewLayerEither() throws IOException {
        trace.hush();
        var sent = new ByteArrayOutputStream();

        try (OutputStream out = trace.said(sent);
                InputStream in = trace.heard(says("s1 OK hunter2\r\n"))) {
            out.write("s1 LOGIN ann hunter2\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(in.read()).isEqualTo('s');
            in.readAllBytes();
        }

        assertThat(sent).hasToString("s1 LOGIN ann hunter2\r\n");
        assertThat(lines).containsExactly("old-mail > s1 LOGIN ***", "old-mail < s1 OK ***");
    }

    @Test
    void theEndIsToldOnce() {
        trace.closed();
        trace.closed();

        assertThat(lines).containsExactly("old-mail - closed");
    }
}
