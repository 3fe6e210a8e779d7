package org.stagepost.sync;

import java.util.function.Predicate;

/**
 * A folder pair that can be copied.
 *
 * @param account in line with what stands on the target; with the identities of what is listed and copied
 */
record RecoveredFolder(OpenFolder open, FolderAccount account) {
    /** Lets the other folders know which copies there are. */
    static RecoveredFolder of(CopySession session, OpenFolder open, FolderAccount recovered) {
        Holders holders = session.holders();
        FolderState state = recovered.state();
        KnownIdentities identities = holders.isOn()
                ? open.known().state().identities().listed(open.view().items(), state.copied())
                : KnownIdentities.NONE;
        FolderState now = state.withIdentities(identities);
        boolean mirror = session.context().settings().mirror();
        Predicate<CopiedItem> leaving = item ->
                item.marks().equals(MarksMerge.GONE) || open.view().gone().test(item.source());
        holders.reopened(open.pair().path(), open.known().state(), now, item -> !mirror || !leaving.test(item));
        return new RecoveredFolder(open, recovered.with(now));
    }
}
