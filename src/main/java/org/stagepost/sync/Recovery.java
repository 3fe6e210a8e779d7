package org.stagepost.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.model.FolderPath;

/**
 * Brings what is known of a folder pair in line with what stands on the target.
 * The same whether the last run ended well, a process or a connection died, or the state is lost: what is there is found
 * and never sent again; of what is there twice one is deleted; what is not ours is left alone.
 */
final class Recovery {
    private final CopySession session;
    private final OpenedFolder folder;
    private final Strangers strangers;
    private final Instant now;

    private Recovery(CopySession session, OpenedFolder folder) {
        this.session = session;
        this.folder = folder;
        this.strangers = new Strangers(session, folder.pair());
        this.now = session.context().clock().instant();
    }

    /**
     * Waits once for all folders that need it. Nothing may be on its way to them.
     *
     * @param untouched it is certain that nobody of ours ever sent anything to a folder of which nothing is known
     * @return an account of each, in the same order, without intents
     * @throws org.stagepost.model.MigrationException FOLDER_REBUILT when a target folder is another one since it was opened
     */
    static List<FolderAccount> recover(CopySession session, List<OpenedFolder> folders, boolean untouched) {
        List<OpenedFolder> unclear = folders.stream()
                .filter(folder -> new Recovery(session, folder).mayStillReceive(untouched))
                .toList();
        Map<FolderPath, FolderMark> silent = unclear.isEmpty() ? Map.of() : fence(session, unclear);
        return folders.stream()
                .map(folder -> new Recovery(session, folder)
                        .recover(silent.getOrDefault(
                                folder.pair().target(), folder.target().mark())))
                .toList();
    }

    private static Map<FolderPath, FolderMark> fence(CopySession session, List<OpenedFolder> unclear) {
        List<FolderPath> targets =
                unclear.stream().map(folder -> folder.pair().target()).toList();
        long sliceMillis = unclear.stream()
                .mapToLong(folder -> folder.known().state().sliceMillis())
                .max()
                .orElse(0);
        return new Fence(session).await(targets, sliceMillis);
    }

    /**
     * Whether a connection that died may still be filling the target folder.
     * Without a state that cannot be excluded of a folder that was there already, though it is empty: what arrives after
     * the copying began would be there twice.
     */
    private boolean mayStillReceive(boolean untouched) {
        FolderState state = folder.known().state();
        if (!state.intents().isEmpty() || folder.isKnown()) {
            return !state.intents().isEmpty();
        }
        boolean isEmpty = state.suspects().isNone() && folder.target().items() == 0;
        boolean nothingToSend = folder.listing().items().isEmpty();
        return !isEmpty || !(untouched || nothingToSend);
    }

    private FolderAccount recover(FolderMark mark) {
        FolderMark checked = OpenedFolder.checked(mark, folder.target().mark());
        return folder.isKnown() ? recoverKnown(checked) : recoverWithoutState(checked);
    }

    private FolderAccount recoverKnown(FolderMark mark) {
        FolderState state = folder.known().state().died(now);
        FolderAccount account = folder.known().with(state);
        if (!mark.equals(state.tbase()) || mark.position().isEmpty()) {
            strangers.look(state.tbase(), mark, state.copied());
            account = new Rediscovery(session, folder, strangers)
                    .adopt(account, item -> item.sizeBytes() < 0 || strangers.haveSize(item.sizeBytes()));
            account = new LateCopies(session, folder.pair()).settle(account, strangers.items());
        }
        return account.with(
                account.state().withSource(folder.listing().status()).withTbase(mark));
    }

    /** All on the target is looked at: another tool, or we in a former life, may have filled it. */
    private FolderAccount recoverWithoutState(FolderMark mark) {
        FolderState fresh = FolderState.fresh(folder.listing().status(), mark);
        if (folder.target().items() == 0 && mark.equals(folder.target().mark())) {
            return FolderAccount.of(fresh.withTbase(mark));
        }
        strangers.look(fresh.tbase(), mark, fresh.copied());
        FolderAccount account = new Rediscovery(session, folder, strangers)
                .adopt(
                        FolderAccount.of(fresh),
                        item -> item.sizeBytes() < 0 || strangers.mayHaveSize(item.sizeBytes()));
        return account.with(account.state().withTbase(mark));
    }
}
