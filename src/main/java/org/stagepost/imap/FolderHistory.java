package org.stagepost.imap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.SearchReplies;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.TaggedReply.Status;
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
     * Asks; a full listing answers where the server cannot tell, because it does not count in this folder, or has lost
     * count.
     *
     * @return fails with FOLDER_REBUILT when the former status is of another UIDVALIDITY
     */
    Supplier<FolderChanges> send(FolderPath folder, FolderStatus since) {
        long former = Long.parseLong(since.changes());
        Selection selection = session.reselect(folder, Opening.TO_READ);
        SummaryReplies replies = new SummaryReplies(session);
        Submitted fetch = session.submit(
                tellsVanished
                        ? Command.uidFetchChangedAndVanished(former, replies.items())
                        : Command.uidFetchChanged(former, replies.items()),
                replies,
                selection);
        return () -> {
            FolderState state = selection.state();
            session.pin(folder, state.uidValidity());
            return judge(folder, since, state, new Told(replies, fetch.await()))
                    .orElseGet(() -> all(new Listing(session, folder).send().get()));
        };
    }

    /** What came of the question for changes. */
    private record Told(SummaryReplies replies, TaggedReply end) {}

    private Optional<FolderChanges> judge(FolderPath folder, FolderStatus since, FolderState state, Told told) {
        if (!since.identity().equals(Long.toString(state.uidValidity()))) {
            throw new MigrationException(FailureCode.FOLDER_REBUILT, "folder " + folder + " was rebuilt");
        }
        SummaryReplies replies = told.replies();
        if (told.end().status() == Status.BAD
                || state.highestModSeq() < Long.parseLong(since.changes())
                || !replies.vanished().isComplete()
                || replies.isNameless()) {
            return Optional.empty();
        }
        if (state.messages() == 0) {
            return Optional.of(new FolderChanges(FolderStatuses.of(state), List.of(), key -> true));
        }
        session.requireOk(folder, told.end());
        replies.complete(session, folder);
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
        session.recall();
        Selection selection = session.select(folder, Opening.TO_READ);
        if (session.capabilities().has(ImapCapability.ESEARCH)) {
            SearchReplies replies = new SearchReplies();
            TaggedReply reply =
                    session.submit(Command.uidSearchAll(), replies, selection).await();
            UidRanges found = replies.uids();
            if (reply.isOk() && found.isComplete()) {
                return found::contains;
            }
        }
        UidReplies replies = new UidReplies();
        session.requireOk(folder, session.fetch("1:*", FetchItems.UID, replies, selection));
        return replies.uids()::contains;
    }
}
