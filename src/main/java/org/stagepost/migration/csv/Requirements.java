package org.stagepost.migration.csv;

import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.UserCsvReader.Expectations;

/** Which columns a file must fill, by its migration type and by who logs in. */
record Requirements(Expectations expectations) {
    /** True when neither cell nor job file may leave it open. */
    boolean needs(Column column) {
        boolean imap = expectations.type() == MigrationType.IMAP;
        return switch (column) {
            case EMAIL_ADDRESS -> true;
            case USER_NAME -> imap && expectations.sourceLogsInPerUser();
            // A staged user's login at the target is the account that the batch itself gives a password.
            case PASSWORD -> imap ? expectations.sourceLogsInPerUser() : expectations.targetLogsInPerUser();
            case TARGET_PASSWORD -> imap && expectations.targetLogsInPerUser();
            case FORCE_CHANGE_PASSWORD, USER_ROOT, TARGET_USER_NAME -> false;
        };
    }

    /** True when the header must name it: needed, and not given for all rows by the job file. */
    boolean needsInHeader(Column column) {
        boolean inherited =
                column == Column.PASSWORD && expectations.defaults().password().scheme() != Scheme.NONE;
        return needs(column) && !inherited;
    }
}
