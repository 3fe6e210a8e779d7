package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.Quota.Resource;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.MailboxForecast;

/**
 * What a run would do with one user.
 *
 * @param mailbox null when the source mailbox was not looked at
 * @param target null when the source mailbox was not looked at
 */
public record UserForecast(
        UserCheck check,
        @Nullable MailboxForecast mailbox,
        @Nullable TargetOutlook target) {
    /**
     * What is known of a user's target mailbox.
     *
     * @param unknown why nothing is known; empty when it was looked at
     * @param largestItem bytes of the largest item that it takes; -1 when it does not say
     * @param lostKeywords of the items to copy, which the target does not keep
     * @param doubtfulKeywords of which only the copy will show whether they are kept
     */
    public record TargetOutlook(
            String unknown,
            List<Quota> quotas,
            long largestItem,
            List<String> lostKeywords,
            List<String> doubtfulKeywords) {
        public TargetOutlook {
            quotas = List.copyOf(quotas);
            lostKeywords = List.copyOf(lostKeywords);
            doubtfulKeywords = List.copyOf(doubtfulKeywords);
        }

        static TargetOutlook unknown(String why) {
            return new TargetOutlook(why, List.of(), -1, List.of(), List.of());
        }
    }

    /** The user as it was checked, and what the forecast adds to that. */
    static UserForecast of(UserCheck check, MailboxForecast mailbox, TargetOutlook target, CopySettings settings) {
        List<Problem> problems = new ArrayList<>(check.problems());
        target.quotas().forEach(quota -> addQuota(problems, mailbox, quota));
        addLimit(problems, mailbox.tooLarge(), settings.largeItemLimit(), "too large for the target", "largeItemLimit");
        addLimit(problems, mailbox.empty(), settings.badItemLimit(), "empty", "badItemLimit");
        mailbox.unlisted().stream()
                .filter(folder -> folder.code() != FailureCode.FOLDER_GONE)
                .forEach(folder -> add(
                        problems, folder.code(), "folder " + folder.folder() + " cannot be read: " + folder.message()));
        return new UserForecast(check.with(problems), mailbox, target);
    }

    private static void addQuota(List<Problem> problems, MailboxForecast mailbox, Quota quota) {
        boolean bytes = quota.resource() == Resource.BYTES;
        long wanted = bytes ? mailbox.toCopy().bytes() : mailbox.toCopy().items();
        if (wanted > quota.left()) {
            String unit = bytes ? " bytes" : " items";
            add(
                    problems,
                    FailureCode.TARGET_QUOTA_FULL,
                    "up to " + wanted + unit + " are to be copied, and the target's quota has room for " + quota.left()
                            + unit + " (" + quota.used() + " of " + quota.limit() + " are taken)");
        }
    }

    private static void addLimit(List<Problem> problems, long items, long limit, String how, String setting) {
        if (limit != CopySettings.UNLIMITED && items > limit) {
            add(
                    problems,
                    FailureCode.ITEM_LIMIT_EXCEEDED,
                    items + (items == 1 ? " item is " : " items are ") + how + ", " + setting + " is " + limit);
        }
    }

    private static void add(List<Problem> problems, FailureCode code, String message) {
        problems.add(Problem.of(new MigrationException(code, message)));
    }
}
