package org.stagepost.imap;

import java.util.List;
import java.util.function.Supplier;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Asks for the fingerprints of all that arrived since a position. */
record Arrivals(ImapSession session, FolderPath folder, FolderMark mark)
        implements Asked.Question<List<ItemFingerprint>> {
    @Override
    public Supplier<List<ItemFingerprint>> send() {
        long first = mark.position().isEmpty() ? 1 : Long.parseLong(mark.position());
        Selection selection = session.reselect(folder, Opening.TO_WRITE);
        // RFC 9051 §9: beyond the last message n:* means the last one
        FingerprintReplies replies = new FingerprintReplies(uid -> uid >= first);
        Submitted fetch = session.submit(Command.uidFetch(first + ":*", FetchItems.FINGERPRINT), replies, selection);
        return () -> {
            FolderState state = selection.checked();
            if (!mark.identity().equals(Long.toString(state.uidValidity()))) {
                throw new MigrationException(
                        FailureCode.FOLDER_REBUILT, "folder " + folder + " was rebuilt since " + mark.position());
            }
            if (state.messages() > 0) {
                session.requireOk(folder, fetch.await());
            }
            return replies.fingerprints();
        };
    }
}
