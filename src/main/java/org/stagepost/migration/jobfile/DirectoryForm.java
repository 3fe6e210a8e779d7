package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.migration.DirectoryOptions;
import org.stagepost.migration.Forwarding;
import org.stagepost.migration.MailboxCommand;
import org.stagepost.migration.SourceCompletion;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.InputFile;

/** Reads what a staged batch does in its directories. */
final class DirectoryForm {
    private static final Shape<Forwarding> FORWARDING = Shape.word("a time to forward", Forwarding.class);
    private static final Shape<SourceCompletion> COMPLETION =
            Shape.word("what becomes of a completed mailbox", SourceCompletion.class);

    private DirectoryForm() {}

    /** What was reported has its default. @param folder where relative paths begin */
    static DirectoryOptions read(YamlMap job, Path folder) {
        DirectoryOptions usual = DirectoryOptions.USUAL;
        Forwarding forwarding = job.get("forwarding", FORWARDING, usual.forwarding());
        return new DirectoryOptions(
                job.get("targetDeliveryDomain", Shapes.DOMAIN_NAME, usual.targetDeliveryDomain()),
                job.list("acceptedDomains", Shapes.DOMAIN_NAME),
                forwarding,
                job.get("replaceForwarding", Shapes.FLAG, usual.replaceForwarding()),
                job.get("forwardingKeepsCopy", Shapes.FLAG, usual.forwardingKeepsCopy()),
                completion(job, forwarding),
                job.get("completeIfSyncedWithin", Shapes.PERIOD, usual.completeIfSyncedWithin()),
                command(job, folder),
                job.get("mailboxWait", Shapes.PERIOD, usual.mailboxWait()));
    }

    /** Its program is searched like one that is typed, and beside the job file if it has a folder. */
    private static List<String> command(YamlMap job, Path folder) {
        List<String> words = new ArrayList<>(job.list("mailboxCommand", Shapes.TEXT));
        new MailboxCommand(words)
                .fault()
                .ifPresent(fault -> job.fault(
                        "mailboxCommand",
                        new Fault(fault, "write [program, argument, \"{address}\"]; see directory.md")));
        if (!words.isEmpty() && words.get(0).contains("/")) {
            InputFile.resolve(folder, words.get(0)).ifPresent(path -> words.set(0, path.toString()));
        }
        return words;
    }

    /** What nothing forwards stays a mailbox: mail that came since the last sync would be left behind in it. */
    private static SourceCompletion completion(YamlMap job, Forwarding forwarding) {
        boolean forwards = forwarding != Forwarding.SKIP;
        SourceCompletion completion = job.get(
                "completion", COMPLETION, forwards ? SourceCompletion.MAIL_USER : SourceCompletion.KEEP_MAILBOX);
        if (!forwards && completion == SourceCompletion.MAIL_USER) {
            job.fault(
                    "completion",
                    new Fault(
                            "needs forwarding: mail that comes after the last sync would be left behind",
                            "write keep-mailbox, or remove forwarding: skip"));
        }
        return completion;
    }
}
