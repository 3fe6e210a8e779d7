package org.stagepost.directory;

import org.stagepost.model.EmailAddress;

/**
 * One change of one entry, as LDIF (RFC 2849).
 *
 * @param action {@code convert} or {@code forward}
 * @param before the touched attributes before the change; passwords are left out
 * @param after the touched attributes after it; passwords are left out
 */
public record DirectoryChange(
        EmailAddress user, String endpoint, String entry, String action, String before, String after) {}
