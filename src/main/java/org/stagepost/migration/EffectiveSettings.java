package org.stagepost.migration;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.sync.CopyAttempt;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.FolderChoice;

/** What one user is copied with: the batch's settings, and the user's own where there are some. */
final class EffectiveSettings {
    private EffectiveSettings() {}

    static CopySettings of(JobFile jobFile, UserSettings own, CopyAttempt attempt, Path spool) {
        return new CopySettings(
                folders(jobFile),
                own(own.badItemLimit(), jobFile.options().badItemLimit()),
                own(own.largeItemLimit(), jobFile.options().largeItemLimit()),
                attempt.sliceItems(CopySettings.DEFAULT_SLICE_ITEMS),
                CopySettings.DEFAULT_SLICE_BYTES,
                jobFile.options().mirror(),
                jobFile.options().labels(),
                spool);
    }

    static FolderChoice folders(JobFile jobFile) {
        return new FolderChoice(
                jobFile.options().includeFolders(),
                Stream.concat(jobFile.source().excludeFolders().stream(), jobFile.options().excludeFolders().stream())
                        .toList());
    }

    private static long own(@Nullable Long ofTheUser, long ofTheBatch) {
        return ofTheUser == null ? ofTheBatch : ofTheUser;
    }
}
