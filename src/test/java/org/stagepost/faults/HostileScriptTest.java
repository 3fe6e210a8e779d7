package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostileScriptTest {
    private static final List<String> VERBS = List.of(
            "PASS",
            "UNTAGGED",
            "TAGGED",
            "HALF",
            "REPLACE",
            "RETAG",
            "REVERSE",
            "DROP",
            "LINE",
            "TEXT",
            "TIMES",
            "ENDLESS",
            "TRICKLE",
            "SILENCE",
            "BYE",
            "RESET");

    @Test
    void everyScriptHasRulesThatCanBePlayed() {
        List<HostileScript> scripts = HostileScript.all();

        assertThat(scripts).hasSizeGreaterThan(60);
        assertThat(scripts).allSatisfy(script -> assertThat(script.rules())
                .as(script.name())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.actions()).isNotEmpty().allSatisfy(action -> assertThat(VERBS)
                        .contains(action.split(" ")[0]))));
    }
}
