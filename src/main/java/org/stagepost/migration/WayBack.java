package org.stagepost.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;

/**
 * Directory changes as a person takes them back without the store: LDIF change records, and comments
 * for Sieve scripts; the last change first.
 */
final class WayBack {
    private WayBack() {}

    static String ldif(List<RecordedChange> made) {
        List<RecordedChange> lastFirst = new ArrayList<>(made);
        Collections.reverse(lastFirst);
        return lastFirst.stream().map(WayBack::record).collect(Collectors.joining());
    }

    private static String record(RecordedChange recorded) {
        DirectoryChange made = recorded.change();
        DirectoryChange back = new DirectoryChange(
                made.user(), made.endpoint(), made.entry(), Action.UNDO, made.after(), made.before(), false);
        return "# takes back: %s of %s at endpoint %s, %s\n%s%s%s"
                .formatted(
                        made.action().word(),
                        made.user(),
                        made.endpoint(),
                        recorded.intended(),
                        recorded.confirmed() ? "" : "# not confirmed: made only if the entry is as it was to become\n",
                        made.password() ? "# the password that was set stays\n" : "",
                        back.toLdif());
    }
}
