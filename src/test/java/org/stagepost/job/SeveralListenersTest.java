package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeveralListenersTest {
    private final List<String> heard = new ArrayList<>();

    private RunListener named(String name, boolean fails) {
        return new SilentListener() {
            @Override
            public void stepStarted(String step) {
                heard.add(name + " " + step);
                if (fails) {
                    throw new IllegalStateException(name);
                }
            }
        };
    }

    @Test
    void anotherThanTheFirstThatFailsIsToldNoMoreAndKeepsNobodyElseFromHearing() {
        var listeners =
                new SeveralListeners(List.of(named("view", false), named("broken", true), named("metrics", false)));

        listeners.stepStarted("one");
        listeners.stepStarted("two");

        assertThat(heard).containsExactly("view one", "broken one", "metrics one", "view two", "metrics two");
        assertThat(listeners.all()).hasSize(3);
    }

    @Test
    void whatFailsInTheFirstIsPassedOn() {
        var listeners = new SeveralListeners(List.of(named("view", true), named("metrics", false)));

        assertThatThrownBy(() -> listeners.stepStarted("one")).hasMessage("view");
        assertThatThrownBy(() -> listeners.stepStarted("two")).hasMessage("view");
    }
}
