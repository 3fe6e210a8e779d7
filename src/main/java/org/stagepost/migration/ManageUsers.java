package org.stagepost.migration;

import java.util.Map;

/** Changes single users of a batch. */
public final class ManageUsers {
    private final UserLedger ledger;
    private final Membership members;
    private final JobFileReader reader;

    public ManageUsers(UserLedger ledger, Membership members, JobFileReader reader) {
        this.ledger = ledger;
        this.members = members;
        this.reader = reader;
    }

    /**
     * Changes settings of one user, which beat those of the batch from the next run on; an empty value takes one back.
     *
     * @throws org.stagepost.model.MigrationException JOB_FILE_INVALID with all findings, and nothing is changed then
     */
    public void set(MigrationUser user, Map<String, String> changes) {
        Map<String, String> merged = Changes.applied(user.settings().asTyped(), changes);
        ledger.set(
                user.id(),
                reader.userSettings("user " + user.row().address(), merged).required());
    }

    /** The user leaves its batch for good; nobody may be working on it. Its mailboxes stay as they are. */
    public void remove(MigrationUser user) {
        members.remove(user.id());
    }
}
