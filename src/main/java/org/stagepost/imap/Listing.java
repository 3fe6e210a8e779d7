package org.stagepost.imap;

import java.util.function.Supplier;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.model.FolderPath;

/** Lists a whole folder: EXAMINE and FETCH in one go. */
final class Listing implements Asked.Question<FolderListing> {
    private static final String ALL = "1:*";
    private static final int ATTEMPTS = 3;

    private final ImapSession session;
    private final FolderPath folder;

    Listing(ImapSession session, FolderPath folder) {
        this.session = session;
        this.folder = folder;
    }

    @Override
    public Supplier<FolderListing> send() {
        Attempt first = new Attempt();
        return () -> judge(first);
    }

    private FolderListing judge(Attempt first) {
        Attempt attempt = first;
        for (int count = 1; ; count++) {
            FolderState state = attempt.await();
            int listed = attempt.replies.summaries().size();
            if (listed >= state.messages() - attempt.replies.expunged()) {
                attempt.replies.complete(session, folder);
                return new FolderListing(FolderStatuses.of(state), attempt.replies.summaries());
            }
            // another session may have deleted some; a server that keeps swallowing lines must not hide mail
            session.require(
                    count < ATTEMPTS,
                    "folder " + folder + " has " + state.messages() + " messages, but only " + listed + " were listed");
            session.recall();
            attempt = new Attempt();
        }
    }

    /** One EXAMINE with its FETCH. */
    private final class Attempt {
        private final Selection selection = session.reselect(folder, Opening.TO_READ);
        private final SummaryReplies replies = new SummaryReplies(session);
        private final Submitted fetch = session.submit(Command.uidFetch(ALL, replies.items()), replies, selection);

        FolderState await() {
            FolderState state = selection.state();
            session.pin(folder, state.uidValidity());
            fetch.await();
            if (state.messages() > 0) {
                session.requireOk(folder, fetch.await());
            }
            return state;
        }
    }
}
