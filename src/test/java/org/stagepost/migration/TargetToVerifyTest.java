package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.sync.PairOpening;

/** How many connections a mailbox has at its target while it is verified. */
class TargetToVerifyTest {
    private int open;
    private int most;
    private int claims;
    private boolean room;

    private <T> T connection(Class<T> type) {
        open++;
        most = Math.max(most, open);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    if (method.getName().equals("close")) {
                        open--;
                    }
                    return method.getName().equals("folders") ? List.of() : null;
                }));
    }

    private Optional<PairOpening.Claim> claim() {
        claims += room ? 1 : 0;
        return room ? Optional.of(() -> claims--) : Optional.empty();
    }

    private void readsAndAsksInTurn() {
        try (TargetToVerify target = new TargetToVerify(
                () -> connection(SourceMailbox.class), () -> connection(TargetMailbox.class), this::claim)) {
            for (int folder = 0; folder < 3; folder++) {
                assertThat(target.folders()).isEmpty();
                assertThat(target.writable()).isSameAs(target.writable());
            }
        }
        assertThat(open).isZero();
    }

    @Test
    void withoutRoomItHasOneAtATime() {
        readsAndAsksInTurn();

        assertThat(most).isEqualTo(1);
    }

    @Test
    void theSecondOneIsCountedAndGivenBack() {
        room = true;

        readsAndAsksInTurn();

        assertThat(most).isEqualTo(2);
        assertThat(claims).isZero();
    }
}
