package org.stagepost.sync;

import java.time.Instant;
import org.stagepost.mailbox.FolderMark;

/**
 * Looks at what has arrived in a target folder beside our copies, and deletes late copies among it.
 * Free where nothing is suspect or nothing else has arrived. Nothing may be on its way to the folder: it would be taken
 * for other people's mail.
 */
final class Audit {
    private final CopySession session;
    private final FolderPair pair;

    Audit(CopySession session, FolderPair pair) {
        this.session = session;
        this.pair = pair;
    }

    /** @param isClean false when there were late copies: more may follow */
    record Finding(FolderAccount account, boolean isClean) {}

    /**
     * All below the position is known afterwards. A clean audit clears those whose connection died long ago.
     *
     * @param mark of the target folder, now
     * @throws org.stagepost.model.MigrationException FOLDER_REBUILT
     */
    Finding upTo(FolderMark mark, FolderAccount account) {
        FolderState before = account.state();
        OpenedFolder.checked(mark, before.tbase());
        if (before.suspects().isNone()) {
            return new Finding(account.with(before.withTbase(mark)), true);
        }
        Strangers strangers = new Strangers(session, pair);
        strangers.look(before.tbase(), mark, before.copied());
        FolderState after = new LateCopies(session, pair)
                .settle(account, strangers.items())
                .state()
                .withTbase(mark);
        Instant now = session.context().clock().instant();
        return after.suspects().equals(before.suspects())
                ? new Finding(account.with(after.withSuspects(after.suspects().clearedAt(now))), true)
                : new Finding(account.with(after), false);
    }
}
