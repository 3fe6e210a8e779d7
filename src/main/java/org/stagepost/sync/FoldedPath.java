package org.stagepost.sync;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.model.FolderPath;

/** Compares folder paths as the least discerning server does: without case, in one Unicode form. */
final class FoldedPath {
    private FoldedPath() {}

    static FolderPath of(FolderPath path) {
        List<String> composed = path.names().stream()
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC))
                .toList();
        return new FolderPath(composed).folded();
    }

    static boolean same(FolderPath one, FolderPath other) {
        return of(one).equals(of(other));
    }

    /** {@code Work~2}: a character that servers allow in names, and seldom found at their end. */
    static FolderPath suffixed(FolderPath path, int number) {
        List<String> names = new ArrayList<>(path.names());
        names.set(names.size() - 1, names.get(names.size() - 1) + "~" + number);
        return new FolderPath(names);
    }

    /** True for the path with a number after it, whatever its parents are called by now. */
    static boolean isSuffixed(FolderPath path, FolderPath other) {
        String name = path.names().get(path.names().size() - 1);
        String longer = other.names().get(other.names().size() - 1);
        return longer.startsWith(name + "~")
                && longer.length() > name.length() + 1
                && longer.substring(name.length() + 1).chars().allMatch(Character::isDigit);
    }
}
