package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialogueTest {
    @Test
    void classesOfWhatAClientSends() {
        String sent = "a1 LOGIN u p\r\na2 APPEND x {4+}\r\n12\r\n () {3+}\r\nabc\r\na3 LOGOUT\r\n";

        assertThat(classes(Way.TO_SERVER, sent))
                .containsExactly(
                        "TAG 'a1 '",
                        "MID_COMMAND 'LOGIN'",
                        "LOGIN ' u p'",
                        "FINAL_CRLF '..'",
                        "TAG 'a2 '",
                        "MID_COMMAND 'APPEND x {4+'",
                        "LITERAL_HEADER '}..'",
                        "LITERAL_FIRST '1'",
                        "LITERAL_MIDDLE '2.'",
                        "LITERAL_LAST '.'",
                        "MID_COMMAND ' () {3+'",
                        "LITERAL_HEADER '}..'",
                        "LITERAL_FIRST 'a'",
                        "LITERAL_MIDDLE 'b'",
                        "LITERAL_LAST 'c'",
                        "FINAL_CRLF '..'",
                        "TAG 'a3 '",
                        "MID_COMMAND 'LOGOU'",
                        "LOGOUT 'T'",
                        "FINAL_CRLF '..'");
    }

    @Test
    void classesOfWhatAServerSends() {
        String sent = "* OK hi\r\n* 1 FETCH (B {3}\r\nabc)\r\n+ go\r\na1 OK done\r\n";

        assertThat(classes(Way.TO_CLIENT, sent))
                .containsExactly(
                        "GREETING '* OK hi..'",
                        "UNTAGGED '* 1 FET'",
                        "MID_UNTAGGED 'CH (B {3'",
                        "SENT_LITERAL_HEADER '}..'",
                        "SENT_LITERAL_FIRST 'a'",
                        "SENT_LITERAL_MIDDLE 'b'",
                        "SENT_LITERAL_LAST 'c'",
                        "MID_UNTAGGED ')..'",
                        "CONTINUATION '+ go..'",
                        "TAGGED_REPLY 'a1 OK d'",
                        "MID_TAGGED_REPLY 'one..'");
    }

    /** Runs of equal classes; a line's end is written as dots. */
    private static List<String> classes(Way way, String text) {
        Dialogue dialogue = new Dialogue(way);
        List<String> runs = new ArrayList<>();
        String last = "";
        StringBuilder run = new StringBuilder();
        for (byte value : Dialogue.bytes(text)) {
            String kind = dialogue.next(value).name();
            if (!kind.equals(last) && run.length() > 0) {
                runs.add(last + " '" + run + "'");
                run.setLength(0);
            }
            last = kind;
            run.append(value < ' ' ? '.' : (char) value);
        }
        runs.add(last + " '" + run + "'");
        return runs;
    }
}
