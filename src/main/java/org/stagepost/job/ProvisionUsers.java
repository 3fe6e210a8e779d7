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
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Reads the users without a target mailbox and gives them one; ends early when the run is halted. */
final class ProvisionUsers implements ItemReader<MigrationUser>, ItemWriter<MigrationUser> {
    private final RunState run;
    private final UserLedger ledger;
    private final Rooms rooms;
    private final RunDirectories directories;
    private final FreshMailboxes freshMailboxes;
    private final PartitionEnd end;
    private @Nullable Iterator<MigrationUser> pending;

    ProvisionUsers(RunState run, Rooms rooms, RunDirectories directories, FreshMailboxes freshMailboxes) {
        this.run = run;
        this.rooms = rooms;
        this.ledger = rooms.ledger();
        this.freshMailboxes = freshMailboxes;
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
            boolean fresh = directories.provisioning(rooms.maker()).provision(user.row(), run::halted);
            if (fresh) {
                freshMailboxes.add(user.id());
            }
            ledger.passed(user.id(), Phase.PROVISION);
            ledger.become(user.id(), MigrationUserStatus.QUEUED);
        } catch (MigrationException e) {
            failed(user, e);
        } catch (RuntimeException e) {
            end.failed(user, e);
        }
    }

    /** Who was stopped while its command ran has not failed: the command is run again. */
    private void failed(MigrationUser user, MigrationException reason) {
        if (reason.code() == FailureCode.STOPPED && run.halted()) {
            ledger.become(user.id(), MigrationUserStatus.QUEUED);
            return;
        }
        end.failed(user, reason);
    }
}
