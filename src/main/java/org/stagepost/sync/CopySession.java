package org.stagepost.sync;

import java.time.Instant;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** The two open mailboxes and what the work between them is done with. */
record CopySession(
        SourceMailbox source,
        TargetMailbox target,
        CopyJournal journal,
        CopyContext context,
        Holders holders,
        TransitSpace space) {
    /** Of a source that shows each item once. */
    CopySession(SourceMailbox source, TargetMailbox target, CopyJournal journal, CopyContext context) {
        this(source, target, journal, context, Holders.NONE);
    }

    CopySession(SourceMailbox source, TargetMailbox target, CopyJournal journal, CopyContext context, Holders holders) {
        this(
                source,
                target,
                journal,
                context,
                holders,
                new TransitSpace(context.settings().spool()));
    }

    Instant now() {
        return context.clock().instant();
    }

    boolean targetTellsKeys() {
        return target.capabilities().contains(Capability.KEYS_ON_APPEND);
    }
}
