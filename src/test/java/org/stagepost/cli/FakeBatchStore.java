package org.stagepost.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.model.BatchName;

/** The batches of {@link FakeContexts}; they can be removed; whatever else changes one that is there fails. */
final class FakeBatchStore implements BatchStore {
    private final Map<String, BatchView> views;

    FakeBatchStore(Map<String, BatchView> views) {
        this.views = views;
    }

    @Override
    public Optional<MigrationBatch> find(BatchName name) {
        return Optional.ofNullable(views.get(name.value())).map(BatchView::batch);
    }

    @Override
    public List<MigrationBatch> list() {
        return views.values().stream().map(BatchView::batch).toList();
    }

    @Override
    public void save(MigrationBatch batch) {
        String name = batch.name().value();
        if (views.containsKey(name)) {
            throw new UnsupportedOperationException();
        }
        views.put(name, Samples.batch(name, BatchStatus.CREATED, batch.jobFile()));
    }

    @Override
    public void refresh(MigrationBatch batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void begin(BatchName name, Life life) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void mark(BatchName name, Mark mark, boolean set) {
        if (mark != Mark.REMOVING) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void forgetRuns(Instant endedBefore) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(BatchName name) {
        views.remove(name.value());
    }

    @Override
    public void ended(BatchName name, String outcome) {
        throw new UnsupportedOperationException();
    }
}
