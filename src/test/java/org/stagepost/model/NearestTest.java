package org.stagepost.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS =
            List.of("source", "sourceDirectory", "target", "csv", "run", "restart", "port", "host", "excludeFolders");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    sorce,            source
                    souRCE,           source
                    suorce,           source
                    taget,            target
                    sourcedirectori,  sourceDirectory
                    cvs,              csv
                    rnu,              run
                    hots,             host
                    exclude,          excludeFolders
                    restrat,          restart
                    """)
    void slipsAreForgiven(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "zzz", "endpoint", "ab", "''"})
    void strangersAreNotForced(String typed) {
        assertThat(Nearest.to(typed, WORDS)).isEmpty();
    }

    @Test
    void theNearerWins() {
        assertThat(Nearest.to("post", List.of("host", "port", "pots"))).contains("host");
        assertThat(Nearest.to("sourcee", List.of("sources", "source"))).contains("sources");
        assertThat(Nearest.to("ports", List.of("hosts", "port"))).contains("port");
    }

    @Test
    void severalBeginningsAreNoAnswer() {
        assertThat(Nearest.to("batch", List.of("batch list entries", "batch show entries")))
                .isEmpty();
    }

    @Test
    void adviceListsTheWordsWhenNoneIsNear() {
        assertThat(Nearest.advice("prot", List.of("port", "host"))).isEqualTo("did you mean \"port\"?");
        assertThat(Nearest.advice("zzz", List.of("port", "host"))).isEqualTo("known: port, host");
    }
}
