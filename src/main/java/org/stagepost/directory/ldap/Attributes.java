package org.stagepost.directory.ldap;

/** The attributes that are read or written, by their published names. Passwords are written and never read. */
final class Attributes {
    static final String OBJECT_CLASS = "objectClass";
    static final String MAIL = "mail";
    static final String PROXY_ADDRESSES = "proxyAddresses";
    static final String TARGET_ADDRESS = "targetAddress";
    static final String TYPE_DETAILS = "msExchRecipientTypeDetails";
    static final String DISPLAY_TYPE = "msExchRecipientDisplayType";

    /** Active Directory: 0 makes the user choose a password at the next login. */
    static final String PWD_LAST_SET = "pwdLastSet";
    /** LDAP password policy (draft-behera-ldap-password-policy §5.3.5): TRUE does the same. */
    static final String PWD_RESET = "pwdReset";
    /** Shadow accounts (RFC 2307): 0 does the same. */
    static final String SHADOW_LAST_CHANGE = "shadowLastChange";

    static final String UNICODE_PWD = "unicodePwd";
    static final String USER_PASSWORD = "userPassword";

    private Attributes() {}

    static String[] read() {
        return new String[] {
            OBJECT_CLASS,
            MAIL,
            PROXY_ADDRESSES,
            TARGET_ADDRESS,
            TYPE_DETAILS,
            DISPLAY_TYPE,
            PWD_LAST_SET,
            PWD_RESET,
            SHADOW_LAST_CHANGE
        };
    }
}
