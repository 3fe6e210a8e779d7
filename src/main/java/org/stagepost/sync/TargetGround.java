package org.stagepost.sync;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;

/**
 * What a forecast goes by of the target.
 *
 * @param folders that are there; none where the mailbox is yet to be made
 * @param ignoresCase names that differ in case only are one folder
 * @param storable the path under which a folder would be made
 * @param largestItem bytes; empty when the target does not say
 */
public record TargetGround(
        List<Folder> folders, boolean ignoresCase, UnaryOperator<FolderPath> storable, OptionalLong largestItem) {
    /** Of a mailbox of which nothing is known yet. */
    public static final TargetGround UNKNOWN =
            new TargetGround(List.of(), false, UnaryOperator.identity(), OptionalLong.empty());

    public TargetGround {
        folders = List.copyOf(folders);
    }
}
