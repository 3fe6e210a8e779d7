package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.stagepost.model.BatchName;

/** What is left to do with a batch's users, as the ledger knows them. Decides only. */
final class LedgerTasks {
    /** Others may know the old MX records for so long, whatever their TTL was. */
    private static final Duration SETTLING = Duration.ofHours(72);

    private final Facts facts;

    /**
     * What the store says.
     *
     * @param leftOut rows of the CSV that are no users
     * @param unapproved skipped items
     * @param changes directory changes that stand
     * @param mxSwitched empty when nobody said it
     */
    record Facts(
            BatchName batch,
            List<MigrationUser> users,
            int leftOut,
            long unapproved,
            List<RecordedChange> changes,
            Optional<Instant> mxSwitched,
            Instant now) {}

    LedgerTasks(Facts facts) {
        this.facts = facts;
    }

    List<ChecklistTask> all() {
        return List.of(sync(), syncAfterSwitch(), complete(), confirm(), approve(), remove());
    }

    private ChecklistTask sync() {
        String task = "Sync every user.";
        if (facts.users().isEmpty()) {
            return ChecklistTask.toDo(task, "the batch has no users yet");
        }
        List<String> left = named(user -> !isThrough(user), LedgerTasks::standing);
        if (left.isEmpty() && facts.leftOut() == 0) {
            return ChecklistTask.done(task, "all " + facts.users().size() + " are synced");
        }
        String rows = facts.leftOut() == 0 ? "" : facts.leftOut() + " rows of the CSV were left out";
        return ChecklistTask.toDo(
                task, left.isEmpty() ? rows : CompleteBatch.some(left) + (rows.isEmpty() ? "" : "; " + rows));
    }

    private static boolean isThrough(MigrationUser user) {
        return user.status().isSynced() || isCompleted(user);
    }

    private static boolean isCompleted(MigrationUser user) {
        return user.status().summary() == StatusSummary.COMPLETED;
    }

    private static String standing(MigrationUser user) {
        String failure = user.status().isFailed()
                ? user.failure().map(last -> " (" + last.code() + ")").orElse("")
                : "";
        return user.row().address() + " is " + user.status().word() + failure;
    }

    private ChecklistTask syncAfterSwitch() {
        String task = "Sync every user once more after the switch of the MX records.";
        Optional<Instant> switched = facts.mxSwitched();
        if (switched.isEmpty()) {
            return ChecklistTask.unknown(
                    task, "when they were switched cannot be told from here; add --mx-switched TIME");
        }
        List<String> older = olderThan(switched.orElseThrow());
        return older.isEmpty() && !facts.users().isEmpty()
                ? ChecklistTask.done(task, "every last sync is later than " + switched.orElseThrow())
                : ChecklistTask.toDo(task, older.isEmpty() ? "the batch has no users yet" : CompleteBatch.some(older));
    }

    private List<String> olderThan(Instant time) {
        return named(
                user -> user.lastSynced().filter(last -> last.isAfter(time)).isEmpty(),
                user -> user.row().address()
                        + user.lastSynced()
                                .map(last -> " was last synced at " + last.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(" was never synced")
                        + (isCompleted(user) ? ", and is completed: no run syncs it any more" : ""));
    }

    private ChecklistTask complete() {
        String task = "Complete every user.";
        List<String> left = named(user -> !isCompleted(user), LedgerTasks::standing);
        int all = facts.users().size();
        return left.isEmpty() && all > 0
                ? ChecklistTask.done(task, "all " + all + " are completed")
                : ChecklistTask.toDo(
                        task,
                        (all - left.size()) + " of " + all + " are completed"
                                + (left.isEmpty() ? "" : "; " + CompleteBatch.some(left)));
    }

    private ChecklistTask confirm() {
        String task = "Look at directory changes that the directory never confirmed.";
        List<String> open = facts.changes().stream()
                .filter(change -> !change.confirmed())
                .map(change -> change.change().action().word() + " of "
                        + change.change().user())
                .toList();
        if (!open.isEmpty()) {
            return ChecklistTask.toDo(task, CompleteBatch.some(open) + " (directory changes " + facts.batch() + ")");
        }
        int standing = facts.changes().size();
        return ChecklistTask.done(
                task, standing == 0 ? "no directory change stands" : "all " + standing + " that stand are confirmed");
    }

    private ChecklistTask approve() {
        String task = "Approve the items that were skipped, or have them copied.";
        return facts.unapproved() == 0
                ? ChecklistTask.done(task, "none is open")
                : ChecklistTask.toDo(
                        task,
                        facts.unapproved() + " are not approved (batch set " + facts.batch() + " --approve-skipped)");
    }

    private ChecklistTask remove() {
        String task =
                "Wait until the batch may be removed: all completed and synced after the MX switch, 72 hours ago.";
        if (!complete().isDone()
                || !sync().isDone()
                || !approve().isDone()
                || !confirm().isDone()) {
            return ChecklistTask.toDo(task, "what stands above comes first");
        }
        Optional<Instant> settled = facts.mxSwitched().map(switched -> switched.plus(SETTLING));
        if (settled.isEmpty()) {
            return ChecklistTask.unknown(
                    task, "when the MX records were switched cannot be told from here; add --mx-switched TIME");
        }
        Instant time = settled.orElseThrow();
        if (facts.now().isBefore(time)) {
            return ChecklistTask.toDo(task, "not before " + time);
        }
        return mayGo(task, "batch remove " + facts.batch() + " --yes", time);
    }

    /** All are completed, so no sync will be later: what the old mailboxes got since is left to a person. */
    private ChecklistTask mayGo(String task, String command, Instant settled) {
        List<String> missed = olderThan(settled.minus(SETTLING));
        if (!missed.isEmpty()) {
            return ChecklistTask.toDo(
                    task,
                    "look for newer mail in the old mailboxes, then " + command + ": " + CompleteBatch.some(missed));
        }
        return ChecklistTask.done(task, "it may be: " + command);
    }

    private List<String> named(Predicate<MigrationUser> which, Function<MigrationUser, String> words) {
        return facts.users().stream().filter(which).map(words).toList();
    }
}
