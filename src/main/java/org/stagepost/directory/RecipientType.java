package org.stagepost.directory;

/** What a directory entry is to mail (msExchRecipientTypeDetails; values in the table of the LDAP schema). */
public enum RecipientType {
    USER_MAILBOX,
    SHARED_MAILBOX,
    ROOM_MAILBOX,
    EQUIPMENT_MAILBOX,
    /** A mailbox in the other organisation. */
    REMOTE_MAILBOX,
    MAIL_USER,
    MAIL_CONTACT,
    GROUP,
    /** A user without mail attributes, or a type that is not on the table. */
    OTHER;

    public boolean isMailbox() {
        return switch (this) {
            case USER_MAILBOX, SHARED_MAILBOX, ROOM_MAILBOX, EQUIPMENT_MAILBOX -> true;
            case REMOTE_MAILBOX, MAIL_USER, MAIL_CONTACT, GROUP, OTHER -> false;
        };
    }
}
