package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.Quota.Resource;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.UserForecast;
import org.stagepost.migration.UserForecast.TargetOutlook;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.MailboxForecast.Cause;

/**
 * One user of a forecast. Fields and their meaning: src/docs/reports.md.
 *
 * @param outlook fine, fails, through or unknown
 * @param mailbox null when it was not looked at
 * @param remarks what an administrator should know, in sentences; problems are not repeated
 */
record ForecastUser(
        int row,
        String emailAddress,
        String outlook,
        List<Fault> problems,
        @Nullable Mailbox mailbox,
        List<String> remarks) {
    /** Renamed folders, keywords and the like that a sentence names; the others are counted. */
    private static final int NAMED = 5;

    private static final double TIGHT = 0.8;

    /** Why somebody would fail. */
    record Fault(String failureCode, String message, String hint) {
        static Fault of(Problem problem) {
            return new Fault(problem.code().name(), problem.message(), problem.hint());
        }

        String phrase() {
            return failureCode + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
        }
    }

    /** What a run would do with the mailbox. */
    record Mailbox(
            int folders,
            int excludedFolders,
            int newFolders,
            long itemsInSource,
            long bytesInSource,
            long itemsToCopy,
            long bytesToCopy,
            long itemsMaybeThere,
            long itemsLabelled,
            long itemsTooLarge,
            long itemsEmpty,
            long largestItemBytes,
            String largestItemFolder,
            List<Renamed> renamedFolders,
            List<String> lostKeywords,
            List<String> doubtfulKeywords,
            List<Limit> quotas) {
        private static Mailbox of(MailboxForecast mailbox, @Nullable TargetOutlook target) {
            return new Mailbox(
                    mailbox.folders(),
                    mailbox.excluded(),
                    mailbox.newFolders(),
                    mailbox.inSource().items(),
                    mailbox.inSource().bytes(),
                    mailbox.toCopy().items(),
                    mailbox.toCopy().bytes(),
                    mailbox.maybeThere(),
                    mailbox.labelled(),
                    mailbox.tooLarge(),
                    mailbox.empty(),
                    mailbox.largest(),
                    mailbox.largestIn().toString(),
                    mailbox.renamed().stream().map(Renamed::of).toList(),
                    target == null ? List.of() : target.lostKeywords(),
                    target == null ? List.of() : target.doubtfulKeywords(),
                    target == null
                            ? List.of()
                            : target.quotas().stream().map(Limit::of).toList());
        }
    }

    /** @param cause escaped, clash or other_place */
    record Renamed(String folder, String target, String cause) {
        private static Renamed of(MailboxForecast.Renamed one) {
            return new Renamed(
                    one.source().toString(),
                    one.target().toString(),
                    one.cause().name().toLowerCase(Locale.ROOT));
        }

        private String words() {
            return folder + " > " + target;
        }
    }

    /** @param resource bytes or items */
    record Limit(String resource, long used, long limit) {
        private static Limit of(Quota quota) {
            return new Limit(quota.resource().name().toLowerCase(Locale.ROOT), quota.used(), quota.limit());
        }
    }

    static ForecastUser of(UserForecast user) {
        MailboxForecast mailbox = user.mailbox();
        return new ForecastUser(
                user.check().line(),
                user.check().address(),
                user.check().outlook().name().toLowerCase(Locale.ROOT),
                user.check().problems().stream().map(Fault::of).toList(),
                mailbox == null ? null : Mailbox.of(mailbox, user.target()),
                remarks(user));
    }

    private static List<String> remarks(UserForecast user) {
        List<String> remarks = new ArrayList<>(user.check().plan().remarks());
        MailboxForecast mailbox = user.mailbox();
        TargetOutlook target = user.target();
        if (mailbox == null || target == null) {
            return remarks;
        }
        if (!target.unknown().isEmpty()) {
            remarks.add("target " + target.unknown());
        }
        addCount(
                remarks,
                mailbox.tooLarge(),
                "larger than the " + Units.bytes(target.largestItem()) + " that the target takes");
        addCount(remarks, mailbox.empty(), "empty, which no target takes");
        addCount(
                remarks,
                mailbox.maybeThere(),
                "perhaps on the target already: those that are equal are not copied again");
        addCount(remarks, mailbox.labelled(), "shown in several folders: one copy each");
        addFolders(remarks, mailbox, Cause.ESCAPED, "written otherwise, because the target cannot store a character");
        addFolders(remarks, mailbox, Cause.CLASH, "numbered, because another folder has the name");
        addWords(remarks, target.lostKeywords(), "keywords that the target does not keep");
        addWords(remarks, mailbox.unmatched(), "no folder is called (includeFolders)");
        if (mailbox.excluded() > 0) {
            remarks.add(counted(mailbox.excluded(), "folder") + " left behind by configuration");
        }
        target.quotas().forEach(quota -> addQuota(remarks, mailbox, quota));
        return remarks;
    }

    private static void addCount(List<String> remarks, long items, String how) {
        if (items > 0) {
            remarks.add(counted(items, "item") + " " + how);
        }
    }

    private static void addFolders(List<String> remarks, MailboxForecast mailbox, Cause cause, String why) {
        addWords(
                remarks,
                mailbox.renamed().stream()
                        .filter(one -> one.cause() == cause)
                        .map(one -> Renamed.of(one).words())
                        .toList(),
                "folders " + why);
    }

    private static void addWords(List<String> remarks, List<String> words, String what) {
        if (!words.isEmpty()) {
            String more = words.size() > NAMED ? " and " + (words.size() - NAMED) + " more" : "";
            remarks.add(what + ": " + words.stream().limit(NAMED).collect(Collectors.joining(", ")) + more);
        }
    }

    /** Only where it gets tight. */
    private static void addQuota(List<String> remarks, MailboxForecast mailbox, Quota quota) {
        boolean bytes = quota.resource() == Resource.BYTES;
        long after = quota.used()
                + (bytes ? mailbox.toCopy().bytes() : mailbox.toCopy().items());
        if (quota.limit() > 0 && after <= quota.limit() && after >= quota.limit() * TIGHT) {
            String limit = bytes ? Units.bytes(quota.limit()) : counted(quota.limit(), "item");
            remarks.add("the target's quota of " + limit + " is " + Math.round(100.0 * after / quota.limit())
                    + " % full afterwards");
        }
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Who it is, also where a row names nobody. */
    String label() {
        return emailAddress.isBlank() ? "row " + row : emailAddress;
    }

    boolean fails() {
        return outlook.equals("fails");
    }

    /** Why the user fails, if so, and the remarks, in one line. */
    String note() {
        List<String> parts = new ArrayList<>();
        problems.forEach(problem -> parts.add("FAILS " + problem.phrase()));
        if (outlook.equals("through")) {
            parts.add("completed: no run works on it any more");
        }
        if (outlook.equals("unknown")) {
            parts.add("not looked at");
        }
        parts.addAll(remarks);
        return String.join("; ", parts);
    }
}
