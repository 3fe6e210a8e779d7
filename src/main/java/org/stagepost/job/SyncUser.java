package org.stagepost.job;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenCopies.Terms;
import org.stagepost.migration.UserLedger;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.CopyProgress;
import org.stagepost.sync.FolderFailure;
import org.stagepost.sync.LateCopy;
import org.stagepost.sync.Slice;

/** The copying of one mailbox as a chunk-oriented step sees it: the reader plans a slice, the writer copies it. */
final class SyncUser implements ItemStreamReader<Slice>, ItemWriter<Slice> {
    private static final Logger LOG = LoggerFactory.getLogger(SyncUser.class);
    private static final Duration CHUNK = Duration.ofSeconds(1);

    private final RunState run;
    private final UserLedger ledger;
    private final MigrationUser user;
    private final SteadyCopy copy;
    private final UserRun own;
    private final OpenCopies copies;
    private OpenCopies.@Nullable Claim claim;

    SyncUser(UserRun own, Rooms rooms, FreshMailboxes freshMailboxes) {
        this.own = own;
        this.run = own.run();
        this.ledger = rooms.ledger();
        this.user = own.user();
        this.copies = rooms.copies();
        this.copy = new SteadyCopy(
                own,
                new Waiting(rooms.gates(), rooms.sleeper()),
                new BackOff(new Random()),
                freshMailboxes.settling(own),
                copies.day(user),
                (place, attempt) ->
                        copies.open(run::jobFile, user, new Terms(place, attempt, progress(), own::halted)));
    }

    /** The step of a partition; asked to stop between two slices. */
    static Step step(SyncUser sync, RunState run, JobRepository rows) {
        return new ChunkOrientedStepBuilder<Slice, Slice>("sync", rows, 1)
                .reader(sync)
                .writer(sync::write)
                .interruptionPolicy(partition -> {
                    if (run.stopping()) {
                        partition.setTerminateOnly();
                    }
                })
                .build();
    }

    @Override
    public void open(ExecutionContext context) {
        if (own.halted()) {
            return;
        }
        if (ledger.find(user.id()).filter(now -> now.status() == user.status()).isEmpty()) {
            run.stop(user.id()); // somebody held it meanwhile
            return;
        }
        claim = copies.claimTarget(run.jobFile(), user);
        ledger.become(user.id(), working());
        run.listener().userStarted(user.id(), user.row().address());
    }

    private MigrationUserStatus working() {
        if (run.completes(user)) {
            return MigrationUserStatus.COMPLETING;
        }
        return user.progress().syncedPass() == 0
                ? MigrationUserStatus.SYNCING
                : MigrationUserStatus.INCREMENTAL_SYNCING;
    }

    @Override
    public @Nullable Slice read() {
        Optional<Slice> slice = copy.next();
        if (slice.isPresent()) {
            return slice.get();
        }
        Optional<MigrationException> failure = run.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (!own.stopping() && own.rest().isEmpty()) {
            complete();
        }
        return null;
    }

    private void complete() {
        for (FolderFailure folder : copy.failedFolders()) {
            if (folder.code() != FailureCode.FOLDER_GONE) {
                throw new MigrationException(folder.code(), "folder " + folder.folder() + ": " + folder.message());
            }
            run.warn(user.row().address() + ": folder " + folder.folder() + " disappeared during the run");
        }
        if (copy.undecided() != 0) {
            throw new MigrationException(
                    FailureCode.INTERNAL, copy.undecided() + " items have no fate though the mailbox is through");
        }
        if (!copy.alterations().isNone()) {
            run.warn(user.row().address() + ": " + copy.alterations().phrase());
        }
        MigrationUserStatus status = ledger.synced(user.id(), run.pass());
        run.listener().userEnded(user.id(), user.row().address(), status, "");
    }

    /** For about a second: what the batch framework stores after each chunk takes longer than many a slice. */
    @Override
    public void write(Chunk<? extends Slice> chunk) {
        long end = System.nanoTime() + CHUNK.toNanos();
        for (Slice planned : chunk) {
            copy.copy(planned);
        }
        while (!own.halted() && System.nanoTime() - end < 0) {
            Optional<Slice> next = copy.next();
            if (next.isEmpty()) {
                return; // the reader finds out why
            }
            copy.copy(next.get());
        }
    }

    @Override
    public void close() {
        OpenCopies.Claim held = claim;
        claim = null; // given back once: it may be somebody else's by the next time
        try (OpenCopies.Claim given = held == null ? () -> {} : held) {
            copy.close();
        }
    }

    private CopyProgress progress() {
        return new CopyProgress() {
            @Override
            public void planned(long items, long sizeBytes) {
                run.listener().planned(user.id(), items, sizeBytes);
            }

            @Override
            public void committed(FolderPath folder, long items, long sizeBytes) {
                copy.committed(items);
                run.listener().committed(user.id(), folder, items, sizeBytes);
            }

            @Override
            public void delivered(long items, long sizeBytes) {
                run.listener().meters().delivered(items, sizeBytes);
            }

            @Override
            public void skipped(FailureCode reason) {
                run.listener().meters().skipped(reason);
            }

            @Override
            public void settled(Duration underWay) {
                run.listener().meters().settled(underWay);
            }

            @Override
            public void worked(Duration time, Duration waited) {
                run.listener().meters().worked(time, waited);
            }

            @Override
            public void lateCopy(LateCopy copy) {
                LOG.info("{}: {}", user.row().address(), copy.phrase());
                if (!copy.removed()) {
                    run.warn(user.row().address() + ": " + copy.phrase());
                }
            }

            @Override
            public void renamed(FolderPath before, FolderPath now, FolderPath target) {
                run.warn(user.row().address() + ": folder " + now + " was called " + before + "; it goes on into "
                        + target);
            }

            @Override
            public void unmatched(String included) {
                run.warn(user.row().address() + ": no folder is called " + included + " (includeFolders)");
            }

            @Override
            public void stateLost(FolderPath folder) {
                LOG.warn(
                        "{}: the record of folder {} is damaged, it is compared in full",
                        user.row().address(),
                        folder);
            }
        };
    }
}
