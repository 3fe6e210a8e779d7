package org.stagepost.sync;

import java.util.List;
import java.util.Set;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MarksChange;
import org.stagepost.model.FolderPath;

/** Writes changed marks to copies in one target folder; marks are never worth failing a mailbox for. */
final class MarksUpdate {
    private final CopySession session;
    private final FolderPath folder;
    private final PermittedMarks permitted;
    private Alterations alterations = Alterations.NONE;

    MarksUpdate(CopySession session, FolderPath folder, PermittedMarks permitted) {
        this.session = session;
        this.folder = folder;
        this.permitted = permitted;
    }

    /** Where the target refuses them, without keywords, and then not at all. */
    void write(Marks wanted, List<CopiedItem> items) {
        List<ItemKey> copies =
                items.stream().flatMap(item -> item.copy().stream()).toList();
        Marks marks = permitted.of(wanted);
        if (isTaken(copies, marks)) {
            return;
        }
        alterations = alterations.plus(new Alterations(0, 0, items.size()));
        if (!marks.keywords().isEmpty()) {
            isTaken(copies, new Marks(marks.flags(), Set.of()));
        }
    }

    /** Items whose marks were not written as they are. */
    Alterations alterations() {
        return alterations;
    }

    private boolean isTaken(List<ItemKey> copies, Marks marks) {
        return session.target()
                .changeMarks(folder, copies, MarksChange.to(marks))
                .await();
    }
}
