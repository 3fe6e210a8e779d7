package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.job.StatusChange;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.model.BatchName;
import org.stagepost.model.PassNumber;

class WebhookMessageTest {
    private static final StatusChange CHANGE = new StatusChange(
            new BatchName("wave-1"),
            PassNumber.INITIAL,
            BatchStatus.CREATED,
            BatchStatus.SYNCING,
            Instant.EPOCH,
            new Counts(0, 0, 0, 0, 0, 0, 0));

    /** The key and the text of RFC 4231 §4.3. */
    @Test
    void theSignatureIsTheOneOfTheStandard() {
        WebhookMessage message = new WebhookMessage("1", CHANGE, "what do ya want for nothing?");

        assertThat(message.signature(Secret.of("Jefe")))
                .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void everyMessageHasAnIdOfItsOwn() {
        assertThat(WebhookMessage.of(CHANGE).id())
                .isNotEqualTo(WebhookMessage.of(CHANGE).id());
    }

    @Test
    void completedUsersAreAmongTheSyncedOnesAsInReports() {
        StatusChange completed = new StatusChange(
                new BatchName("wave-1"),
                PassNumber.INITIAL,
                BatchStatus.COMPLETING,
                BatchStatus.COMPLETED_WITH_ERRORS,
                Instant.EPOCH,
                new Counts(6, 2, 1, 0, 0, 0, 3));

        assertThat(WebhookMessage.of(completed).body()).contains("\"synced\":5,\"completed\":3,\"failed\":1");
    }
}
