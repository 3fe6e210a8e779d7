package org.stagepost.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchForecast;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.RunEstimate;
import org.stagepost.migration.UserForecast;
import org.stagepost.migration.UserForecast.TargetOutlook;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.report.ForecastUser.Fault;
import org.stagepost.sync.MailboxForecast;

/**
 * A whole forecast as JSON shows it; every other rendering is made of this.
 *
 * @param schema raised when a field changes its meaning or goes; new fields do not raise it
 * @param passed true when every user would be synced
 * @param time null when no mailbox could be looked at
 * @param doubtfulKeywords of all users, of which only a copy shows whether the target keeps them
 * @param failures of endpoints and directories, the endpoint's name in front
 */
record ForecastDocument(
        int schema,
        String batch,
        boolean passed,
        Totals totals,
        @Nullable Time time,
        ForecastPath source,
        ForecastPath target,
        List<Fault> failures,
        List<ForecastUser> users,
        List<String> doubtfulKeywords,
        List<String> warnings) {

    /** Over all users who could be looked at. */
    record Totals(
            long users,
            long fine,
            long failing,
            long folders,
            long newFolders,
            long itemsInSource,
            long bytesInSource,
            long itemsToCopy,
            long bytesToCopy,
            long itemsMaybeThere,
            long itemsTooLarge,
            long largestItemBytes,
            long mailboxesWithQuota,
            long mailboxesTooFull) {
        private static Totals of(BatchForecast forecast) {
            List<MailboxForecast> mailboxes = forecast.mailboxes().toList();
            return new Totals(
                    forecast.users().size(),
                    forecast.validation().count(Outlook.FINE),
                    forecast.validation().count(Outlook.FAILS),
                    mailboxes.stream().mapToLong(MailboxForecast::folders).sum(),
                    mailboxes.stream().mapToLong(MailboxForecast::newFolders).sum(),
                    forecast.inSource().items(),
                    forecast.inSource().bytes(),
                    forecast.toCopy().items(),
                    forecast.toCopy().bytes(),
                    mailboxes.stream().mapToLong(MailboxForecast::maybeThere).sum(),
                    mailboxes.stream().mapToLong(MailboxForecast::tooLarge).sum(),
                    mailboxes.stream().mapToLong(MailboxForecast::largest).max().orElse(0),
                    forecast.users().stream().filter(Totals::hasQuota).count(),
                    forecast.users().stream().filter(Totals::isTooFull).count());
        }

        private static boolean hasQuota(UserForecast user) {
            TargetOutlook target = user.target();
            return target != null && !target.quotas().isEmpty();
        }

        private static boolean isTooFull(UserForecast user) {
            return user.check().problems().stream()
                    .anyMatch(problem -> problem.code() == FailureCode.TARGET_QUOTA_FULL);
        }

        private String quotas() {
            if (mailboxesWithQuota == 0) {
                return "the target tells none";
            }
            String fit = mailboxesTooFull == 0 ? "all have room" : mailboxesTooFull + " without enough room";
            return mailboxesWithQuota + (mailboxesWithQuota == 1 ? " mailbox has" : " mailboxes have") + " one; " + fit;
        }
    }

    /** How long a run would take. */
    record Time(
            Duration likely,
            Duration least,
            Duration most,
            Duration longestMailbox,
            int mailboxesAtOnce,
            List<String> assumptions) {
        private static Time of(RunEstimate estimate) {
            return new Time(
                    estimate.likely(),
                    estimate.least(),
                    estimate.most(),
                    estimate.longestMailbox(),
                    estimate.atOnce(),
                    estimate.assumptions());
        }

        String phrase() {
            return "about " + Units.duration(likely) + " (" + Units.duration(least) + " to " + Units.duration(most)
                    + "), " + mailboxesAtOnce + (mailboxesAtOnce == 1 ? " mailbox" : " mailboxes") + " at a time";
        }
    }

    static ForecastDocument of(BatchForecast forecast) {
        BatchValidation validation = forecast.validation();
        return new ForecastDocument(
                JsonText.SCHEMA,
                validation.batch().value(),
                forecast.exitCode() == ExitCode.SUCCESS,
                Totals.of(forecast),
                forecast.expected().map(Time::of).orElse(null),
                ForecastPath.source(forecast.source()),
                ForecastPath.target(forecast.target()),
                failures(forecast),
                forecast.users().stream().map(ForecastUser::of).toList(),
                doubtfulKeywords(forecast),
                validation.warnings().stream()
                        .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                        .map(Finding::toString)
                        .toList());
    }

    private static List<String> doubtfulKeywords(BatchForecast forecast) {
        return forecast.users().stream()
                .flatMap(user -> Stream.ofNullable(user.target()))
                .flatMap(target -> target.doubtfulKeywords().stream())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    private static List<Fault> failures(BatchForecast forecast) {
        List<Fault> failures = new ArrayList<>();
        forecast.endpointFaults()
                .forEach(fault -> failures.add(
                        new Fault(fault.stage(), fault.endpoint() + ": " + fault.detail(), fault.remedy())));
        forecast.validation().failures().stream().map(Fault::of).forEach(failures::add);
        return failures;
    }

    /** What the target's limits come to. */
    String quotas() {
        return totals.quotas();
    }

    /** Empty when all is known. */
    String keywords() {
        return doubtfulKeywords.isEmpty()
                ? ""
                : String.join(", ", doubtfulKeywords) + ": only the first copy shows whether the target keeps them";
    }

    /** What it all comes to. */
    String sentence() {
        String users = ForecastUser.counted(totals.users(), "user");
        String failing = totals.failing() == 0 ? "" : ", " + totals.failing() + " of them would fail";
        String broken = failures.isEmpty() ? "" : ", an endpoint or a directory fails";
        return "batch " + batch + ": " + users + failing + broken + "; "
                + ForecastUser.counted(totals.itemsToCopy(), "item") + " to copy (" + Units.bytes(totals.bytesToCopy())
                + "); nothing was changed";
    }
}
