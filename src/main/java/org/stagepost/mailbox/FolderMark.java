package org.stagepost.mailbox;

/**
 * A position in a target folder: every item that arrives later has it or a later one.
 *
 * @param identity changes when keys and positions lose their meaning (UIDVALIDITY); compare for equality only
 * @param position opaque (UIDNEXT)
 */
public record FolderMark(String identity, String position) {}
