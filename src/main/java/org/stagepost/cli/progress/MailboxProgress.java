package org.stagepost.cli.progress;

/**
 * A mailbox that is being worked on.
 *
 * @param folder the folder whose items went through last; empty before the first
 */
record MailboxProgress(String address, String folder, Work work) {}
