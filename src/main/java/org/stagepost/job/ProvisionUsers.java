package org.stagepost.job;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserLedger;

/** Reads the users without a target mailbox and gives them one; ends early when the run is halted. */
final class ProvisionUsers implements ItemReader<MigrationUser>, ItemWriter<MigrationUser> {
    private final RunState run;
    private final UserLedger ledger;
    private final RunDirectories directories;
    private final PartitionEnd end;
    private @Nullable Iterator<MigrationUser> pending;

    ProvisionUsers(RunState run, UserLedger ledger, RunDirectories directories) {
        this.run = run;
        this.ledger = ledger;
        this.directories = directories;
        this.end = new PartitionEnd(run, ledger, Phase.PROVISION);
    }

    @Override
    public @Nullable MigrationUser read() {
        if (run.halted()) {
            return null;
        }
        Iterator<MigrationUser> users = pending == null ? unprovisioned() : pending;
        pending = users;
        return users.hasNext() ? users.next() : null;
    }

    private Iterator<MigrationUser> unprovisioned() {
        List<MigrationUser> users = ledger.users(run.jobFile().name());
        return users.stream()
                .filter(user -> !user.progress().provisioned())
                .filter(user -> user.status() == MigrationUserStatus.QUEUED && !user.held())
                .iterator();
    }

    @Override
    public void write(Chunk<? extends MigrationUser> chunk) {
        chunk.forEach(this::provision);
    }

    private void provision(MigrationUser user) {
        if (ledger.find(user.id()).filter(now -> now.status() == user.status()).isEmpty()) {
            return; // somebody stopped it meanwhile
        }
        ledger.become(user.id(), MigrationUserStatus.PROVISIONING);
        try {
            directories.get().provision(user.row());
            ledger.passed(user.id(), Phase.PROVISION);
            ledger.become(user.id(), MigrationUserStatus.QUEUED);
        } catch (RuntimeException e) {
            end.failed(user, e);
        }
    }
}
