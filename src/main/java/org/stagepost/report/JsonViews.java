package org.stagepost.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.ChangedSettings;
import org.stagepost.migration.ChecklistTask;
import org.stagepost.migration.MigrationTotals;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.ServiceConfig;
import org.stagepost.model.BatchName;
import org.stagepost.sync.SkippedItem;

/** What commands print with {@code --json}; fields as in src/docs/reports.md. Thread-safe. */
public final class JsonViews {
    private record Rotation(int schema, int sealed) {}

    private record Forgotten(int schema, List<String> forgotten) {}

    private record Batches(int schema, List<BatchLine> batches) {}

    private record Batch(
            int schema,
            BatchLine batch,
            Map<String, String> settings,
            List<String> addedUsers,
            @Nullable ConsistencyScore score,
            List<UserLine> users,
            List<WaitingMail> waitingMails) {}

    private record WaitingMail(String subject, Instant since, String failureCode, String message) {
        static WaitingMail of(KeptMail mail) {
            return new WaitingMail(
                    mail.mail().subject(),
                    mail.kept().truncatedTo(ChronoUnit.SECONDS),
                    mail.code().name(),
                    mail.message());
        }
    }

    private record Users(int schema, List<UserLine> users) {}

    private record User(
            int schema,
            String batch,
            UserLine user,
            @Nullable String worker,
            Map<String, String> settings,
            @Nullable ErrorLine failure,
            List<SkippedLine> skipped) {}

    public String batches(List<BatchView> batches) {
        return JsonText.of(
                new Batches(JsonText.SCHEMA, batches.stream().map(BatchLine::of).toList()));
    }

    /** @param mxSwitched null when nobody said it */
    public String checklist(BatchName batch, @Nullable Instant mxSwitched, List<ChecklistTask> tasks) {
        return JsonText.of(ChecklistLines.of(batch, mxSwitched, tasks));
    }

    public String config(ServiceConfig config) {
        return JsonText.of(ConfigLine.of(config));
    }

    /** @param sealed secrets that have a new key now */
    public String rotation(int sealed) {
        return JsonText.of(new Rotation(JsonText.SCHEMA, sealed));
    }

    /** @param secrets that nobody can read any more, in words */
    public String forgotten(List<String> secrets) {
        return JsonText.of(new Forgotten(JsonText.SCHEMA, secrets));
    }

    public String totals(MigrationTotals totals) {
        return JsonText.of(TotalsLine.of(totals));
    }

    /**
     * @param rejected rows that were left out
     * @param waiting mails that could not be sent yet
     */
    public String batch(
            BatchView batch,
            ChangedSettings changed,
            List<MigrationUser> users,
            List<RejectedRow> rejected,
            List<KeptMail> waiting) {
        List<UserLine> lines = UserLine.of(users, rejected);
        return JsonText.of(new Batch(
                JsonText.SCHEMA,
                BatchLine.of(batch),
                changed.values(),
                changed.addedUsers().stream().map(Path::toString).toList(),
                ReportDocument.worstScore(lines),
                lines,
                waiting.stream().map(WaitingMail::of).toList()));
    }

    /** @param rejected rows that were left out */
    public String users(List<MigrationUser> users, List<RejectedRow> rejected) {
        return JsonText.of(new Users(JsonText.SCHEMA, UserLine.of(users, rejected)));
    }

    /** @param worker that copies the mailbox now; empty when none does */
    public String user(MigrationUser user, String worker, List<SkippedItem> skipped) {
        return JsonText.of(new User(
                JsonText.SCHEMA,
                user.batch().value(),
                UserLine.of(user),
                worker.isEmpty() ? null : worker,
                user.settings().asTyped(),
                ErrorLine.of(user).orElse(null),
                SkippedLine.of(user, skipped)));
    }

    /** The same document as report.json, without the time it was written. */
    public String summary(BatchReport report) {
        return JsonText.of(ReportDocument.of(report, null));
    }
}
