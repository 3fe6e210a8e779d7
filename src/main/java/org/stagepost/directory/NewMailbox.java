package org.stagepost.directory;

import org.stagepost.credential.Secret;

/**
 * How a mail-enabled user is turned into a mailbox.
 *
 * @param password the account's new password; an empty one leaves the present password
 * @param forceChange the user must choose another at the first login
 */
public record NewMailbox(Secret password, boolean forceChange) {}
