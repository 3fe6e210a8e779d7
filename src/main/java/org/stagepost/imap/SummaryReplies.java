package org.stagepost.imap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FetchReply;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/** Collects a folder's listing in the order of its UIDs, which is the order of arrival. */
final class SummaryReplies extends FetchReplies {
    private final Map<Long, ItemSummary> summaries = new TreeMap<>();
    private final Map<Marks, Marks> shared = new HashMap<>();
    private final boolean labels;

    SummaryReplies(ImapSession session) {
        labels = session.capabilities().has(ImapCapability.X_GM_EXT_1);
    }

    @Override
    protected void reply(FetchReply reply) {
        if (reply.uid() > 0 && reply.size() >= 0 && reply.marks().isPresent()) {
            // a folder of a million messages has a dozen different sets of marks
            Marks marks = shared.computeIfAbsent(reply.marks().get(), same -> same);
            summaries.put(
                    reply.uid(), new ItemSummary(ImapKeys.key(reply.uid()), reply.size(), marks, identity(reply)));
        }
    }

    private ItemIdentity identity(FetchReply reply) {
        return labels && !reply.gmailId().isEmpty() ? new ItemIdentity(reply.gmailId()) : ItemIdentity.NONE;
    }

    /** What is to be asked for. */
    FetchItems items() {
        return labels ? FetchItems.LABELLED_SUMMARY : FetchItems.SUMMARY;
    }

    List<ItemSummary> summaries() {
        return List.copyOf(summaries.values());
    }
}
