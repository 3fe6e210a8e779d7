package org.stagepost.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.UidSet;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.model.FolderPath;

/** Asks for the fingerprints of single messages. */
record Fingerprinting(ImapSession session, FolderPath folder, Opening opening, List<Long> uids)
        implements Asked.Question<List<ItemFingerprint>> {
    @Override
    public Supplier<List<ItemFingerprint>> send() {
        Selection selection = session.select(folder, opening);
        FingerprintReplies replies = new FingerprintReplies(new TreeSet<>(uids)::contains);
        List<Submitted> fetches = new ArrayList<>();
        for (String set : UidSet.format(uids)) {
            fetches.add(session.submit(Command.uidFetch(set, FetchItems.FINGERPRINT), replies, selection));
        }
        return () -> {
            selection.checked();
            fetches.forEach(fetch -> session.requireOk(folder, fetch.await()));
            return replies.fingerprints();
        };
    }
}
