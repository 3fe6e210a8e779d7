package org.stagepost.directory;

/** What a directory entry is to mail (msExchRecipientTypeDetails; values in the table of the LDAP schema). */
public enum RecipientType {
    USER_MAILBOX("a user mailbox"),
    SHARED_MAILBOX("a shared mailbox"),
    ROOM_MAILBOX("a room mailbox"),
    EQUIPMENT_MAILBOX("an equipment mailbox"),
    /** A mailbox in the other organisation. */
    REMOTE_MAILBOX("a remote mailbox"),
    MAIL_USER("a mail-enabled user"),
    MAIL_CONTACT("a mail contact"),
    GROUP("a group"),
    /** A user without mail attributes, or a type that is not on the table. */
    OTHER("no mail recipient");

    private final String phrase;

    RecipientType(String phrase) {
        this.phrase = phrase;
    }

    /** For messages: {@code a mail-enabled user}. */
    public String phrase() {
        return phrase;
    }

    public boolean isMailbox() {
        return switch (this) {
            case USER_MAILBOX, SHARED_MAILBOX, ROOM_MAILBOX, EQUIPMENT_MAILBOX -> true;
            case REMOTE_MAILBOX, MAIL_USER, MAIL_CONTACT, GROUP, OTHER -> false;
        };
    }
}
