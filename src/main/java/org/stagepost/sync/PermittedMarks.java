package org.stagepost.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

/** Reduces marks to those that one target folder keeps; each set of marks is asked for once. */
final class PermittedMarks implements UnaryOperator<Marks> {
    private final TargetMailbox target;
    private final FolderPath folder;
    private final Map<Marks, Marks> known = new HashMap<>();

    PermittedMarks(TargetMailbox target, FolderPath folder) {
        this.target = target;
        this.folder = folder;
    }

    @Override
    public Marks apply(Marks wanted) {
        return known.computeIfAbsent(wanted, marks -> target.permitted(folder, marks));
    }
}
