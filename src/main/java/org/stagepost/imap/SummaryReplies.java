package org.stagepost.imap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FetchReply;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.UidSet;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FolderPath;

/**
 * Collects a folder's listing in the order of its UIDs, which is the order of arrival. Every message that the server speaks
 * of is in it, with what is known of it.
 */
final class SummaryReplies extends FetchReplies {
    private final Map<Long, ItemSummary> summaries = new TreeMap<>();
    /** What was told without a size or without flags; that, too, may come in several responses. */
    private final Map<Long, ItemSummary> incomplete = new TreeMap<>();

    private final Map<Marks, Marks> shared = new HashMap<>();
    private final boolean labels;
    private boolean nameless;

    SummaryReplies(ImapSession session) {
        labels = session.capabilities().has(ImapCapability.X_GM_EXT_1);
    }

    @Override
    protected void reply(FetchReply reply) {
        long uid = reply.uid();
        if (uid == 0) {
            // flags alone are news that nobody asked for
            nameless |= reply.size() >= 0;
            return;
        }
        ItemSummary told = summary(reply);
        if (!isComplete(told)) {
            told = joined(incomplete.getOrDefault(uid, told), told);
        }
        if (isComplete(told)) {
            summaries.put(uid, told);
            incomplete.remove(uid);
        } else if (!summaries.containsKey(uid)) {
            incomplete.put(uid, told);
        }
    }

    private ItemSummary summary(FetchReply reply) {
        // a folder of a million messages has a dozen different sets of marks
        Marks marks = shared.computeIfAbsent(reply.marks().orElse(Marks.UNKNOWN), same -> same);
        return new ItemSummary(ImapKeys.key(reply.uid()), reply.size(), marks, identity(reply));
    }

    private ItemIdentity identity(FetchReply reply) {
        return labels && !reply.gmailId().isEmpty() ? new ItemIdentity(reply.gmailId()) : ItemIdentity.NONE;
    }

    private static boolean isComplete(ItemSummary item) {
        return item.sizeBytes() >= 0 && !item.marks().isUnknown();
    }

    private static ItemSummary joined(ItemSummary before, ItemSummary now) {
        return new ItemSummary(
                now.key(),
                Math.max(before.sizeBytes(), now.sizeBytes()),
                now.marks().isUnknown() ? before.marks() : now.marks(),
                now.identity().isKnown() ? now.identity() : before.identity());
    }

    /** What is to be asked for. */
    FetchItems items() {
        return labels ? FetchItems.LABELLED_SUMMARY : FetchItems.SUMMARY;
    }

    /** Asks once more for messages of which only a part was told; costs nothing where all was. */
    void complete(ImapSession session, FolderPath folder) {
        for (String set : UidSet.format(List.copyOf(incomplete.keySet()))) {
            Selection selection = session.select(folder, Opening.TO_READ);
            session.requireOk(folder, session.fetch(set, items(), this, selection));
        }
    }

    /** A response to the question did not say which message it speaks of. */
    boolean isNameless() {
        return nameless;
    }

    /** Those that remain without size or flags are told without. */
    List<ItemSummary> summaries() {
        Map<Long, ItemSummary> all = new TreeMap<>(summaries);
        all.putAll(incomplete);
        return List.copyOf(all.values());
    }
}
