package org.stagepost.sync;

import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** The two open mailboxes and what the work between them is done with. */
record CopySession(SourceMailbox source, TargetMailbox target, CopyJournal journal, CopyContext context) {}
