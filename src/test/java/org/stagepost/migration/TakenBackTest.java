package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

class TakenBackTest {
    private static final BatchName BATCH = new BatchName("wave-1");
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final EmailAddress BOB = new EmailAddress("Bob@contoso.test");
    private static final EmailAddress CYD = new EmailAddress("cyd@contoso.test");

    /** Answers what the map has, and nothing else. */
    private static <T> T only(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    if (!answers.containsKey(method.getName())) {
                        throw new AssertionError(method.getName() + " is asked");
                    }
                    return answers.get(method.getName());
                }));
    }

    private static String sentence(Set<EmailAddress> held, Map<String, Object> changes) {
        UserLedger users = only(UserLedger.class, Map.of("heldBack", held));
        return new TakenBack(users, only(ChangeHistory.class, changes)).sentence(BATCH);
    }

    @Test
    void aLookAtABatchReadsNoUser() {
        assertThat(sentence(Set.of(ANN, BOB), Map.of("usersTakenBack", Set.of(BOB, CYD))))
                .isEqualTo("Users whose directory changes were taken back since, and who are stopped: 1."
                        + " Go on with: batch start wave-1 --with-stopped");
    }

    @Test
    void noChangeIsReadWhereNobodyIsHeldBack() {
        assertThat(sentence(Set.of(), Map.of())).isEmpty();
    }
}
