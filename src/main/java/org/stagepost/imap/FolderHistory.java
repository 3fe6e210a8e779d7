package org.stagepost.imap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.SearchReplies;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UidRanges;
import org.stagepost.mailbox.FolderChanges;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Asks what happened in a source folder since a former status, by change counters (RFC 7162). */
final class FolderHistory {
    private final ImapSession session;
    private final boolean tellsVanished;

    /** @param tellsVanished QRESYNC is switched on */
    FolderHistory(ImapSession session, boolean tellsVanished) {
        this.session = session;
        this.tellsVanished = tellsVanished;
    }

    /** What a full listing says, told as changes. */
    static FolderChanges all(FolderListing listing) {
        Set<ItemKey> there = new HashSet<>();
        listing.items().forEach(item -> there.add(item.key()));
        return new FolderChanges(listing.status(), listing.items(), key -> !there.contains(key));
    }

    /**
     * Empty when the server cannot tell: it does not count in this folder, or has lost count.
     *
     * @throws MigrationException FOLDER_REBUILT when the former status is of another UIDVALIDITY
     */
    Optional<FolderChanges> since(FolderPath folder, FolderStatus since) {
        FolderState state = session.reselect(folder, Opening.TO_READ).state();
        session.pin(folder, state.uidValidity());
        if (!since.identity().equals(Long.toString(state.uidValidity()))) {
            throw new MigrationException(FailureCode.FOLDER_REBUILT, "folder " + folder + " was rebuilt");
        }
        long former = Long.parseLong(since.changes());
        if (state.highestModSeq() < former) {
            return Optional.empty();
        }
        if (state.messages() == 0) {
            return Optional.of(new FolderChanges(FolderStatuses.of(state), List.of(), key -> true));
        }
        SummaryReplies replies = new SummaryReplies();
        fetch(
                folder,
                tellsVanished
                        ? Command.uidFetchChangedAndVanished(former, FetchItems.SUMMARY)
                        : Command.uidFetchChanged(former, FetchItems.SUMMARY),
                replies);
        if (!replies.vanished().isComplete()) {
            return Optional.empty();
        }
        LongPredicate gone =
                tellsVanished ? replies.vanished()::contains : gone(folder, since, state, replies.summaries());
        return Optional.of(
                new FolderChanges(FolderStatuses.of(state), replies.summaries(), key -> gone.test(ImapKeys.uid(key))));
    }

    /** Without QRESYNC: only when the numbers say that some are gone, the others are asked for. */
    private LongPredicate gone(FolderPath folder, FolderStatus since, FolderState state, List<ItemSummary> changed) {
        long from = since.position().isEmpty() ? 1 : Long.parseLong(since.position());
        long arrived = changed.stream()
                .mapToLong(item -> ImapKeys.uid(item.key()))
                .filter(uid -> uid >= from && uid < state.uidNext())
                .count();
        return since.items() + arrived == state.messages()
                ? uid -> false
                : there(folder).negate();
    }

    private LongPredicate there(FolderPath folder) {
        if (session.capabilities().has(ImapCapability.ESEARCH)) {
            SearchReplies replies = new SearchReplies();
            TaggedReply reply = session.run(Command.uidSearchAll(), replies);
            UidRanges found = replies.uids();
            if (reply.isOk() && found.isComplete()) {
                return found::contains;
            }
        }
        UidReplies replies = new UidReplies();
        fetch(folder, Command.uidFetch("1:*", FetchItems.UID), replies);
        return replies.uids()::contains;
    }

    private void fetch(FolderPath folder, Command command, FetchReplies replies) {
        TaggedReply reply = session.run(command, replies);
        if (!reply.isOk() && !reply.code().is("EXPUNGEISSUED")) {
            throw session.refused(folder, reply);
        }
    }
}
