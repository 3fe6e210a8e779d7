package org.stagepost.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stagepost.migration.BatchSettings;
import org.stagepost.model.BatchName;

/** Nothing is set for any batch. */
final class FakeSettings implements BatchSettings {
    @Override
    public Map<String, String> of(BatchName batch) {
        return Map.of();
    }

    @Override
    public void set(BatchName batch, Map<String, String> changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Path> addedUsers(BatchName batch) {
        return List.of();
    }

    @Override
    public boolean dropUsers(BatchName batch, Path csv) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addUsers(BatchName batch, Path csv) {
        throw new UnsupportedOperationException();
    }
}
