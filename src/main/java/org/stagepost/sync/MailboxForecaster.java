package org.stagepost.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/**
 * Foretells what a {@link MailboxCopy} with the same settings and the same journal would do, by the same planning.
 * Reads listings of the source only, some folders ahead, and keeps counts. Not thread-safe.
 */
public final class MailboxForecaster {
    /** Listings on their way hold so many items together, if each folder has no more. */
    private static final long ITEMS_UNDER_WAY = 20_000;

    private static final int FOLDERS_UNDER_WAY = 50;

    private final SourceMailbox source;
    private final CopySettings settings;
    private final Deque<Asked> underWay = new ArrayDeque<>();
    private final List<FolderFailure> unlisted = new ArrayList<>();

    public MailboxForecaster(SourceMailbox source, CopySettings settings) {
        this.source = source;
        this.settings = settings;
    }

    private record Asked(FolderPair pair, Pending<FolderListing> listing) {
        private long items() {
            return Math.max(0, pair.source().status().items());
        }
    }

    /**
     * @param journal of former copies of the mailbox
     * @throws MigrationException FOLDER_GONE when no wanted folder is there, and as {@link SourceMailbox}
     */
    public MailboxForecast forecast(TargetGround target, Collection<JournalEntry> journal) {
        List<Folder> folders = source.folders();
        Map<FolderPath, JournalEntry> known = known(journal, folders);
        boolean labels =
                settings.labels() == LabelMode.ONE_COPY && source.capabilities().contains(Capability.LABELS);
        Map<FolderPath, FolderPath> decided = known.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().target()));
        MailboxPlan plan = new MailboxPlan(settings.folders(), labels, decided);
        Set<FolderPath> chosen = plan.chosen(folders).stream().map(Folder::path).collect(Collectors.toSet());
        List<FolderPair> pairs = plan.pairs(folders, target.folders(), target.ignoresCase()).stream()
                .filter(pair -> chosen.contains(pair.path()))
                .toList();
        ForecastPairs places = new ForecastPairs(target, decided);
        ForecastTally tally =
                new ForecastTally(target.largestItem(), labels ? Holders.of(known.values()) : Holders.NONE);
        for (FolderPair pair : pairs) {
            FolderPair placed = places.placed(pair);
            makeRoom(placed, known, places, tally);
            underWay.add(new Asked(placed, source.list(placed.path())));
        }
        while (!underWay.isEmpty()) {
            settle(known, places, tally);
        }
        long left = folders.stream()
                .filter(folder -> folder.selectable() && !chosen.contains(folder.path()))
                .filter(folder -> folder.status().items() != 0)
                .count();
        return tally.forecast(
                pairs.size(), (int) left, places, unlisted, settings.folders().unmatched(folders));
    }

    /** Under the names that folders bear now; what only the numbers say is believed here. */
    private static Map<FolderPath, JournalEntry> known(Collection<JournalEntry> journal, List<Folder> folders) {
        Map<FolderPath, FolderPath> names =
                RenamedFolders.newNames(RenamedFolders.of(journal, folders), renamed -> true);
        Map<FolderPath, JournalEntry> known = new HashMap<>();
        journal.stream()
                .filter(entry -> !names.containsKey(entry.source()))
                .filter(entry -> !names.containsValue(entry.source()))
                .forEach(entry -> known.put(entry.source(), entry));
        for (JournalEntry entry : journal) {
            FolderPath now = names.get(entry.source());
            if (now != null) {
                known.put(now, entry.renamed(now));
            }
        }
        return known;
    }

    private void makeRoom(
            FolderPair next, Map<FolderPath, JournalEntry> known, ForecastPairs places, ForecastTally tally) {
        long wanted = Math.max(0, next.source().status().items());
        while (!underWay.isEmpty()
                && (underWay.size() >= FOLDERS_UNDER_WAY
                        || wanted + underWay.stream().mapToLong(Asked::items).sum() > ITEMS_UNDER_WAY)) {
            settle(known, places, tally);
        }
    }

    private void settle(Map<FolderPath, JournalEntry> known, ForecastPairs places, ForecastTally tally) {
        Asked next = underWay.remove();
        FolderPath path = next.pair().path();
        try {
            FolderListing listing = next.listing().await();
            JournalEntry entry = known.get(path);
            FolderAccount account = entry == null
                    ? FolderAccount.UNKNOWN
                    : FolderAccount.of(entry).orElse(FolderAccount.UNKNOWN);
            tally.add(path, listing, account, places.itemsAt(next.pair().target()));
        } catch (MigrationException e) {
            if (e.code().reach() != Reach.FOLDER) {
                throw e;
            }
            unlisted.add(new FolderFailure(path, e.code(), e.detail()));
        }
    }
}
