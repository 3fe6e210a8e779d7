package org.stagepost.migration;

import java.util.List;
import java.util.Locale;

/** Kinds of migration: which phases a user goes through and which columns its CSV has. */
public enum MigrationType {
    /** Mail-enabled users become mailboxes, old addresses forward, then the data follows. */
    STAGED(true, List.of("EmailAddress"), List.of("Password", "ForceChangePassword")),
    /** Data only, between mailboxes that exist. */
    IMAP(
            false,
            List.of("EmailAddress", "UserName", "Password"),
            List.of("UserRoot", "TargetUserName", "TargetPassword"));

    private final boolean usesDirectories;
    private final List<String> requiredColumns;
    private final List<String> optionalColumns;

    MigrationType(boolean usesDirectories, List<String> requiredColumns, List<String> optionalColumns) {
        this.usesDirectories = usesDirectories;
        this.requiredColumns = requiredColumns;
        this.optionalColumns = optionalColumns;
    }

    /** True when users are provisioned and forwarded. */
    public boolean usesDirectories() {
        return usesDirectories;
    }

    public List<String> requiredColumns() {
        return requiredColumns;
    }

    public List<String> optionalColumns() {
        return optionalColumns;
    }

    /** As written in job files: {@code staged}, {@code imap}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
