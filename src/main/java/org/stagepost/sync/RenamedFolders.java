package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * Finds source folders that bear another name than when they were copied, so that they are not copied once more.
 * A pure function.
 */
final class RenamedFolders {
    private final Map<FolderPath, Folder> source = new HashMap<>();

    private RenamedFolders(Collection<Folder> folders) {
        folders.stream().filter(Folder::selectable).forEach(folder -> source.put(folder.path(), folder));
    }

    /**
     * An entry and the folder that it may belong to now.
     *
     * @param certain the server says so; else only the numbers agree, and items must be compared
     */
    record Candidate(JournalEntry entry, FolderState state, FolderPath now, boolean certain) {}

    /** The certain ones first; an entry or a folder may be in several that are not certain. */
    static List<Candidate> of(Collection<JournalEntry> entries, Collection<Folder> folders) {
        RenamedFolders names = new RenamedFolders(folders);
        Map<JournalEntry, FolderState> moved = new HashMap<>();
        Map<FolderPath, Folder> free = new TreeMap<>(names.source);
        free.remove(FolderPath.INBOX);
        for (JournalEntry entry : entries) {
            FolderStateCodec.decode(entry.state()).ifPresent(state -> {
                if (names.isStillThere(entry, state)) {
                    free.remove(entry.source());
                } else if (!entry.source().isInbox() && state.source().isKnown()) {
                    moved.put(entry, state);
                }
            });
        }
        return candidates(moved, free.values());
    }

    /**
     * Each folder gets at most one entry, and each entry one folder.
     *
     * @param proof asked only for candidates that are not certain
     * @return source folders' present names by their former ones
     */
    static Map<FolderPath, FolderPath> newNames(List<Candidate> candidates, Predicate<Candidate> proof) {
        Map<FolderPath, FolderPath> names = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            FolderPath before = candidate.entry().source();
            boolean decided = names.containsKey(before) || names.containsValue(candidate.now());
            if (!decided && (candidate.certain() || proof.test(candidate))) {
                names.put(before, candidate.now());
            }
        }
        return names;
    }

    private boolean isStillThere(JournalEntry entry, FolderState state) {
        Folder folder = source.get(entry.source());
        if (folder == null) {
            return false;
        }
        FolderStatus before = state.source();
        FolderStatus now = folder.status();
        return haveIds(before, now)
                ? isSameId(before, now)
                : !now.isKnown() || now.identity().equals(before.identity());
    }

    private static List<Candidate> candidates(Map<JournalEntry, FolderState> moved, Collection<Folder> free) {
        List<Candidate> certain = new ArrayList<>();
        List<Candidate> possible = new ArrayList<>();
        for (Folder folder : free) {
            FolderStatus now = folder.status();
            moved.forEach((entry, state) -> {
                if (isSameId(state.source(), now)) {
                    certain.add(new Candidate(entry, state, folder.path(), true));
                } else if (mayBe(state, now)) {
                    possible.add(new Candidate(entry, state, folder.path(), false));
                }
            });
        }
        certain.addAll(possible);
        return certain;
    }

    private static boolean haveIds(FolderStatus before, FolderStatus now) {
        return !now.folderId().isEmpty() && !before.folderId().isEmpty();
    }

    /** RFC 8474 §4: it stays when the folder is renamed, and no other folder ever gets it. */
    private static boolean isSameId(FolderStatus before, FolderStatus now) {
        return haveIds(before, now) && now.folderId().equals(before.folderId());
    }

    /** Renaming keeps UIDVALIDITY and UIDNEXT (RFC 9051 §6.3.6), but other folders may have the same. */
    private static boolean mayBe(FolderState state, FolderStatus now) {
        FolderStatus before = state.source();
        return !haveIds(before, now)
                && now.isKnown()
                && now.identity().equals(before.identity())
                && state.copied().size() > 0
                && position(now) >= position(before);
    }

    private static long position(FolderStatus status) {
        return KeyNumber.of(new ItemKey(status.position()));
    }
}
