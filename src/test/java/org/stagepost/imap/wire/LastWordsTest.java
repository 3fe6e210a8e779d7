package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What a server said before it stopped listening explains more than a broken pipe. */
class LastWordsTest {
    @ParameterizedTest
    @CsvSource({
        "s1 BAD What was that?,           PROTOCOL_VIOLATED,    What was that?",
        "s1 BAD Error: too many requests, ENDPOINT_THROTTLED,   too many requests",
        "* BYE Too many connections,      ENDPOINT_THROTTLED,   Too many connections",
        "* OK Still here,                 ENDPOINT_UNREACHABLE, Broken pipe"
    })
    void areTheFailure(String words, FailureCode code, String detail) throws IOException {
        MemorySocket[] socket = new MemorySocket[1];
        socket[0] = new MemorySocket(heard -> {
            socket[0].stopsListening();
            return words + "\r\n";
        });
        WireConnection connection = socket[0].connection(WireLimits.STANDARD);
        connection.submit(Command.capability(), UntaggedReplies.ignored());
        connection.flush();
        socket[0].ends();
        connection.submit(Command.capability(), UntaggedReplies.ignored());

        assertThatThrownBy(connection::flush)
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code))
                .hasMessageContaining(detail);
    }
}
