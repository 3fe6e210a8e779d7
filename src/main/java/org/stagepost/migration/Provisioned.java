package org.stagepost.migration;

import org.stagepost.directory.RecipientType;

/**
 * A user whose entry in the target directory is a mailbox.
 *
 * @param type of the mailbox at the source
 * @param converted just now; else it was a mailbox already
 */
record Provisioned(RecipientType type, boolean converted) {}
