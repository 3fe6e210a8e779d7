package org.stagepost.sync;

import java.util.List;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MarksChange;

/**
 * A copy that is to follow its item's marks.
 *
 * @param copy with the source's marks as they were last written
 * @param wanted the source's marks now
 */
record MarksStep(CopiedItem copy, Marks wanted) {
    /** Where it is unknown what was written, all flags become the source's. */
    MarksChange change() {
        return MarksMerge.isUnknown(copy.marks()) ? MarksChange.to(wanted) : MarksChange.between(copy.marks(), wanted);
    }

    CopiedItem written() {
        return copy.marked(wanted);
    }

    /** After only these parts of the change could be written. */
    CopiedItem written(List<MarksChange> parts) {
        Marks marks = MarksMerge.isUnknown(copy.marks()) ? Marks.NONE : copy.marks();
        for (MarksChange part : parts) {
            marks = part.appliedTo(marks);
        }
        return copy.marked(marks);
    }
}
