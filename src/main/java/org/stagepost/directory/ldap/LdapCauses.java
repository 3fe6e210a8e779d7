package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a directory's refusals mean, and what to do about them. */
final class LdapCauses {
    /** {@code 80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839}: a Win32 error. */
    private static final Pattern ACTIVE_DIRECTORY =
            Pattern.compile("AcceptSecurityContext error, data ([0-9a-f]{3})\\b");

    private static final Map<String, Cause> OF_WINDOWS = Map.of(
            "525", new Cause("There is no such user.", "Correct the login's user: a DN, user@domain or DOMAIN\\user."),
            "52e", new Cause("The user name or the password is wrong.", "Correct the login's password, or its user."),
            "530", new Cause("The user may not log in at this time.", "Change the user's logon hours."),
            "531", new Cause("The user may not log in from this machine.", "Change where the user may log on to."),
            "532", new Cause("The password has expired.", "Set a new one, best one that does not expire."),
            "533", new Cause("The user is disabled.", "Enable the user."),
            "701", new Cause("The user's account has expired.", "Extend the account."),
            "773", new Cause("The user must choose a new password first.", "Log in once as this user and choose one."),
            "775",
                    new Cause(
                            "The user is locked out after wrong passwords.", "Unlock the user, correct the password."));

    private static final Cause WANTS_TLS =
            new Cause("The server takes no password over an unprotected connection.", "Set security tls, or starttls.");
    private static final Cause WRONG_BASE =
            new Cause("The server does not hold this baseDn, or hides it from this login.", "Correct baseDn.");

    private static final Map<ResultCode, Cause> OF_RESULTS = Map.of(
            ResultCode.INVALID_CREDENTIALS,
            new Cause(
                    "The user name or the password is wrong.",
                    "Correct the login's user (a DN, in Active Directory also user@domain or DOMAIN\\user), or its"
                            + " password."),
            ResultCode.STRONG_AUTH_REQUIRED,
            WANTS_TLS,
            ResultCode.CONFIDENTIALITY_REQUIRED,
            WANTS_TLS,
            ResultCode.AUTH_METHOD_NOT_SUPPORTED,
            new Cause("The server does not offer this way to log in.", "Choose another mechanism, or remove it."),
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            new Cause("This user cannot log in like this, or nobody without a password.", "Set login, or mechanism."),
            ResultCode.INVALID_DN_SYNTAX,
            new Cause(
                    "What should be a DN is none.", "Correct the login's user or baseDn: such as dc=example,dc=test."),
            ResultCode.NO_SUCH_OBJECT,
            WRONG_BASE,
            ResultCode.REFERRAL,
            WRONG_BASE,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            new Cause("The login may not do this.", "Give it the right, or use another login."));

    /** In plain language. */
    record Cause(String meaning, String remedy) {
        static final Cause UNKNOWN = new Cause("", "");
    }

    private LdapCauses() {}

    /** Both empty for what says enough by itself. */
    static Cause of(LDAPException e) {
        Matcher windows = ACTIVE_DIRECTORY.matcher(Objects.toString(e.getMessage(), ""));
        Optional<Cause> special =
                windows.find() ? Optional.ofNullable(OF_WINDOWS.get(windows.group(1))) : Optional.empty();
        return special.orElseGet(() -> OF_RESULTS.getOrDefault(e.getResultCode(), Cause.UNKNOWN));
    }
}
