package org.stagepost.migration;

import java.util.List;
import org.stagepost.directory.DirectoryChange;

/**
 * What a run would do in the directories for one user.
 *
 * @param changes LDIF change records (RFC 2849), in the order in which they would be made; passwords are in none
 * @param remarks what an administrator should know and need not mend
 */
public record UserPlan(List<String> changes, List<String> remarks) {
    public static final UserPlan NOTHING = new UserPlan(List.of(), List.of());

    static UserPlan of(DirectoryChange change) {
        return new UserPlan(List.of(ldif(change)), List.of());
    }

    /** Under a comment that names the directory, and what is not in the record. */
    static String ldif(DirectoryChange change) {
        return "# " + change.action().word() + " at " + change.endpoint()
                + (change.password() ? ", and set the password of the row" : "") + "\n" + change.toLdif();
    }

    public UserPlan {
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
    }
}
