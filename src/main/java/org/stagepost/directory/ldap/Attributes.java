package org.stagepost.directory.ldap;

import java.util.List;

/** The attributes that are read or written, by their published names. Passwords are written and never read. */
final class Attributes {
    static final String OBJECT_CLASS = "objectClass";
    static final String MAIL = "mail";
    static final String PROXY_ADDRESSES = "proxyAddresses";
    static final String TARGET_ADDRESS = "targetAddress";
    static final String TYPE_DETAILS = "msExchRecipientTypeDetails";
    static final String DISPLAY_TYPE = "msExchRecipientDisplayType";
    static final String MAILBOX_GUID = "msExchMailboxGuid";
    static final String LEGACY_DN = "legacyExchangeDN";
    static final String HIDDEN = "msExchHideFromAddressLists";
    static final String ACCOUNT_CONTROL = "userAccountControl";

    /** Address policies that are not to touch the entry. */
    static final String POLICIES_EXCLUDED = "msExchPoliciesExcluded";
    /** The value that stands for the policy of e-mail addresses. */
    static final String ADDRESS_POLICY = "{26491CFC-9E50-4857-861B-0CB8DF22B5D7}";

    /** Active Directory: 0 makes the user choose a password at the next login. */
    static final String PWD_LAST_SET = "pwdLastSet";
    /** LDAP password policy (draft-behera-ldap-password-policy §5.3.5): TRUE does the same. */
    static final String PWD_RESET = "pwdReset";
    /** Shadow accounts (RFC 2307): 0 does the same. */
    static final String SHADOW_LAST_CHANGE = "shadowLastChange";

    static final String UNICODE_PWD = "unicodePwd";
    static final String USER_PASSWORD = "userPassword";

    /** What says where and how a mailbox is kept: nothing of it belongs to a mail-enabled user. */
    static final List<String> OF_MAILBOXES = List.of(
            "homeMDB",
            "homeMTA",
            "msExchHomeServerName",
            "mDBUseDefaults",
            "mDBStorageQuota",
            "mDBOverQuotaLimit",
            "mDBOverHardQuotaLimit",
            "msExchMailboxSecurityDescriptor",
            "msExchRecipLimit",
            "msExchUserAccountControl",
            "msExchMailboxTemplateLink",
            "msExchOmaAdminWirelessEnable",
            "delivContLength",
            "protocolSettings",
            "msExchArchiveGUID",
            "msExchArchiveName",
            "msExchArchiveDatabaseLink",
            "msExchArchiveQuota",
            "msExchArchiveWarnQuota");

    private Attributes() {}

    /** Of every entry of Exchange. */
    static List<String> read() {
        return List.of(
                OBJECT_CLASS,
                MAIL,
                PROXY_ADDRESSES,
                TARGET_ADDRESS,
                TYPE_DETAILS,
                DISPLAY_TYPE,
                MAILBOX_GUID,
                LEGACY_DN,
                HIDDEN,
                ACCOUNT_CONTROL,
                POLICIES_EXCLUDED,
                PWD_LAST_SET,
                PWD_RESET,
                SHADOW_LAST_CHANGE);
    }
}
