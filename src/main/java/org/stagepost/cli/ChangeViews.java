package org.stagepost.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.migration.ChangeUndone;
import org.stagepost.migration.ChangeUndone.Result;
import org.stagepost.migration.ChangeView;
import org.stagepost.model.BatchName;

/** What {@code directory changes} and {@code directory undo} print. */
final class ChangeViews {
    private record Changes(int schema, String batch, List<Made> changes) {}

    private record Made(
            String emailAddress,
            String action,
            String endpoint,
            String entry,
            String intended,
            boolean confirmed,
            String ldif) {
        private static Made of(ChangeView change) {
            return new Made(
                    change.user().value(),
                    change.action(),
                    change.endpoint(),
                    change.entry(),
                    change.intended().toString(),
                    change.confirmed(),
                    change.ldif());
        }
    }

    private record Undoing(int schema, String batch, boolean dryRun, List<Undone> changes) {}

    /** @param result takenBack, notThere, stands or left */
    private record Undone(Made change, String result, String ldif, String remark) {
        private static Undone of(ChangeUndone undone) {
            return new Undone(Made.of(undone.made()), word(undone.result()), undone.back(), undone.remark());
        }

        private static String word(Result result) {
            return switch (result) {
                case TAKEN_BACK -> "takenBack";
                case NOT_THERE -> "notThere";
                case STANDS -> "stands";
                case LEFT -> "left";
            };
        }
    }

    private ChangeViews() {}

    static String text(List<ChangeView> changes) {
        return changes.isEmpty()
                ? "no directory change stands\n"
                : changes.stream()
                        .map(change -> "%s  %-8s  %s  %s: %s%s\n"
                                .formatted(
                                        change.intended(),
                                        change.action(),
                                        change.user(),
                                        change.endpoint(),
                                        Printable.line(change.entry()),
                                        change.confirmed() ? "" : "  (not confirmed: the entry tells)"))
                        .collect(Collectors.joining());
    }

    static String ldif(List<ChangeView> changes) {
        return changes.stream()
                .map(change ->
                        "# %s %s at %s\n%s".formatted(change.action(), change.user(), change.intended(), change.ldif()))
                .collect(Collectors.joining());
    }

    static String json(BatchName batch, List<ChangeView> changes) {
        return Json.of(
                new Changes(1, batch.value(), changes.stream().map(Made::of).toList()));
    }

    /** A dry run shows as LDIF what would be written; a line for what stays is a comment in it. */
    static String text(List<ChangeUndone> changes, boolean dryRun) {
        String lines = changes.stream()
                .map(change -> dryRun ? "# " + line(change) + change.back() : line(change))
                .collect(Collectors.joining());
        return lines + (dryRun ? "# " : "") + sentence(changes, dryRun);
    }

    private static String line(ChangeUndone change) {
        String what = change.made().action() + " " + change.made().user() + ": "
                + change.result().word();
        String remark = Printable.line(change.remark());
        String brackets = remark.endsWith(")") ? ": " + remark : " (" + remark + ")"; // never two of them
        return what + (remark.isEmpty() ? "" : brackets) + "\n";
    }

    private static String sentence(List<ChangeUndone> changes, boolean dryRun) {
        if (changes.isEmpty()) {
            return "no directory change stands\n";
        }
        long back = changes.stream()
                .filter(change -> change.result() == Result.TAKEN_BACK)
                .count();
        long standing = changes.stream().filter(change -> !change.isGone()).count();
        return back + (back == 1 ? " change " : " changes ") + (dryRun ? "would be taken back" : "taken back") + ", "
                + (standing == 0 ? "none stands" : standing + (standing == 1 ? " stands" : " stand")) + "\n";
    }

    static String json(BatchName batch, List<ChangeUndone> changes, boolean dryRun) {
        return Json.of(new Undoing(
                1, batch.value(), dryRun, changes.stream().map(Undone::of).toList()));
    }
}
