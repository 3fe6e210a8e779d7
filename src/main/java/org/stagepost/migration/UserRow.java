package org.stagepost.migration;

import java.util.Locale;
import org.stagepost.credential.SecretReference;
import org.stagepost.model.EmailAddress;

/**
 * One good row of a CSV, with what a blank cell inherits from the job file filled in.
 *
 * @param line 1-based line of the file where the row begins
 * @param userName login at the source; empty for the endpoint's way of naming mailboxes
 * @param password staged: the target account's new password; IMAP: the source login's
 * @param userRoot path of the user's folders inside shared folders; empty for none
 * @param targetUserName login at the target; empty for the address
 * @param targetPassword the target login's, for staged rows the new password; NONE where an administrator logs in
 */
public record UserRow(
        int line,
        EmailAddress address,
        String userName,
        SecretReference password,
        boolean forceChangePassword,
        String userRoot,
        String targetUserName,
        SecretReference targetPassword) {
    /** As it may be written into the column of this name, in any case; blank for passwords and unknown columns. */
    public String cell(String column) {
        return switch (column.toLowerCase(Locale.ROOT)) {
            case "emailaddress" -> address.value();
            case "username" -> userName;
            case "userroot" -> userRoot;
            case "targetusername" -> targetUserName;
            case "forcechangepassword" -> forceChangePassword ? "True" : "False";
            default -> "";
        };
    }
}
