package org.stagepost.cli.progress;

/**
 * A mailbox that is being worked on.
 *
 * @param worker that copies it; empty when this process does
 * @param folder the folder whose items went through last; empty before the first
 */
record MailboxProgress(String address, String worker, String folder, Work work) {}
