package org.stagepost.migration;

import org.stagepost.credential.SecretReference;

/** What a blank cell inherits from the job file: its keys {@code password, forceChangePassword, userRoot}. */
public record RowDefaults(SecretReference password, boolean forceChangePassword, String userRoot) {
    public static final RowDefaults NONE = new RowDefaults(SecretReference.none(), false, "");
}
