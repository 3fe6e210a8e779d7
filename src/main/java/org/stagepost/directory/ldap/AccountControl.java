package org.stagepost.directory.ldap;

/** Active Directory's userAccountControl ([MS-ADTS] 2.2.16): a bit set in decimal. */
final class AccountControl {
    private static final int DISABLED = 0x2;

    private AccountControl() {}

    static boolean isDisabled(String value) {
        try {
            return (Integer.parseInt(value) & DISABLED) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
