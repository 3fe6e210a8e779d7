package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;
import static org.stagepost.persistence.ledger.LedgerRig.address;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;

@Tag("store")
class JdbcMembershipTest {
    private final LedgerRig rig;

    JdbcMembershipTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void aUserThatIsMovedKeepsWhenItsCopyingBegan() {
        BatchName next = new BatchName("wave-2");
        rig.importUsers("ann");
        rig.ledger.become(rig.id("ann"), MigrationUserStatus.SYNCING);
        MigrationUser before = rig.ledger.find(BATCH, address("ann")).orElseThrow();
        assertThat(before.started()).isPresent();

        new JdbcMembership(rig.transactions, rig.sealer).adopt(next, BATCH, List.of(LedgerRig.row(2, "ann", "", "")));

        MigrationUser after = rig.ledger.find(next, address("ann")).orElseThrow();
        assertThat(after.started()).isEqualTo(before.started());
        assertThat(after.initialSyncEnd()).isEmpty();
    }
}
