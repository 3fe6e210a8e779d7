package org.stagepost.sync;

/**
 * A folder that is in line with its target and about to be copied; changed marks are on their way, so that several
 * folders do not wait for each other's.
 *
 * @param recovered in line with what stands on the target
 */
record FolderBeginning(
        OpenFolder open,
        FolderAccount recovered,
        FolderDifference difference,
        PermittedMarks permitted,
        MarksUpdate marks) {
    static FolderBeginning of(CopySession session, RecoveredFolder folder) {
        OpenFolder open = folder.open();
        FolderDifference difference = FolderDifference.of(folder.account(), open.view());
        PermittedMarks permitted = new PermittedMarks(open.target());
        MarksUpdate marks = new MarksUpdate(session.target(), open.pair().target(), permitted);
        marks.ask(difference.marks());
        return new FolderBeginning(open, folder.account(), difference, permitted, marks);
    }
}
