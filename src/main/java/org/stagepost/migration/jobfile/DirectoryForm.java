package org.stagepost.migration.jobfile;

import org.stagepost.migration.DirectoryOptions;
import org.stagepost.migration.Forwarding;
import org.stagepost.migration.SourceCompletion;

/** Reads what a staged batch does in its directories. */
final class DirectoryForm {
    private static final Shape<Forwarding> FORWARDING = Shape.word("a time to forward", Forwarding.class);
    private static final Shape<SourceCompletion> COMPLETION =
            Shape.word("what becomes of a completed mailbox", SourceCompletion.class);

    private DirectoryForm() {}

    /** What was reported has its default. */
    static DirectoryOptions read(YamlMap job) {
        DirectoryOptions usual = DirectoryOptions.USUAL;
        return new DirectoryOptions(
                job.get("targetDeliveryDomain", Shapes.DOMAIN_NAME, usual.targetDeliveryDomain()),
                job.list("acceptedDomains", Shapes.DOMAIN_NAME),
                job.get("forwarding", FORWARDING, usual.forwarding()),
                job.get("replaceForwarding", Shapes.FLAG, usual.replaceForwarding()),
                job.get("forwardingKeepsCopy", Shapes.FLAG, usual.forwardingKeepsCopy()),
                job.get("completion", COMPLETION, usual.completion()),
                job.get("completeIfSyncedWithin", Shapes.PERIOD, usual.completeIfSyncedWithin()),
                job.list("mailboxCommand", Shapes.TEXT),
                job.get("mailboxWait", Shapes.PERIOD, usual.mailboxWait()));
    }
}
