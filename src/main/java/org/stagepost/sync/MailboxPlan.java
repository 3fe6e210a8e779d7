package org.stagepost.sync;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/**
 * Which folders of a mailbox are copied, in which order, and where to: the same for a copy and for its forecast.
 * A pure function.
 *
 * @param labelled true where an item that several folders show gets one copy
 * @param decided targets of source folders, from an earlier run; they stay
 */
record MailboxPlan(FolderChoice choice, boolean labelled, Map<FolderPath, FolderPath> decided) {
    /** @throws MigrationException FOLDER_GONE when none of those is there that alone are wanted */
    List<Folder> chosen(List<Folder> folders) {
        List<Folder> chosen = FolderPlan.chosen(folders, choice);
        List<String> unmatched = choice.unmatched(folders);
        if (chosen.isEmpty() && !unmatched.isEmpty()) {
            throw new MigrationException(
                    FailureCode.FOLDER_GONE,
                    "no folder is called " + String.join(", ", unmatched) + " (includeFolders)");
        }
        return labelled ? LabelOrder.of(chosen) : chosen;
    }

    /**
     * @param present folders of the target
     * @param ignoresCase the target takes names that differ in case only for the same
     */
    List<FolderPair> pairs(List<Folder> folders, List<Folder> present, boolean ignoresCase) {
        List<FolderPair> pairs = pairs(folders, present);
        if (!ignoresCase) {
            return pairs;
        }
        TargetSpelling spelling = new TargetSpelling(present);
        return pairs.stream()
                .map(one -> decided.containsKey(one.path()) ? one : one.at(spelling.of(one.target())))
                .toList();
    }

    private List<FolderPair> pairs(List<Folder> folders, List<Folder> present) {
        if (!labelled) {
            return FolderPlan.of(folders, present, decided, choice);
        }
        return FolderPlan.of(folders, present, decided, choice, LabelOrder::usesOnTarget).stream()
                .sorted(Comparator.comparing(FolderPair::source, LabelOrder.COMPARATOR))
                .toList();
    }
}
