package org.stagepost.migration;

import java.nio.file.Path;

/** Keeps a batch's directory changes for people, also when the store forgets them. */
public interface KeptChanges {
    /**
     * Replaces what was kept of the same batch; what is there of an earlier one of that name stays beside it.
     *
     * @return the file
     * @throws org.stagepost.model.MigrationException HOME_UNUSABLE
     */
    Path keep(MigrationBatch batch, String ldif);
}
