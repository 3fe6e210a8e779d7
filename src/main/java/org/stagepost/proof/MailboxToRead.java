package org.stagepost.proof;

import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.sync.Allowance;

/**
 * One side of a mailbox, opened for reading.
 *
 * @param allowance how much its server lets be read, and how fast; it may throw what ends the proof
 */
public record MailboxToRead(SourceMailbox mailbox, Allowance allowance) {}
