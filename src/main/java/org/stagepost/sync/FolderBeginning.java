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
    static FolderBeginning of(CopySession session, OpenFolder open, FolderAccount recovered) {
        FolderDifference difference = FolderDifference.of(recovered, open.view());
        PermittedMarks permitted = new PermittedMarks(open.target());
        MarksUpdate marks = new MarksUpdate(session.target(), open.pair().target(), permitted);
        marks.ask(difference.marks());
        return new FolderBeginning(open, recovered, difference, permitted, marks);
    }
}
