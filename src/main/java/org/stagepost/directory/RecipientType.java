package org.stagepost.directory;

/** What a directory entry is to mail (msExchRecipientTypeDetails; values in the table of the LDAP schema). */
public enum RecipientType {
    USER_MAILBOX("a user mailbox", "userMailbox"),
    SHARED_MAILBOX("a shared mailbox", "sharedMailbox"),
    ROOM_MAILBOX("a room mailbox", "roomMailbox"),
    EQUIPMENT_MAILBOX("an equipment mailbox", "equipmentMailbox"),
    /** A mailbox in the other organisation. */
    REMOTE_MAILBOX("a remote mailbox", ""),
    MAIL_USER("a mail-enabled user", "mailUser"),
    MAIL_CONTACT("a mail contact", ""),
    GROUP("a group", ""),
    /** A user without mail attributes, or a type that is not on the table. */
    OTHER("no mail recipient", "");

    private final String phrase;
    private final String word;

    RecipientType(String phrase, String word) {
        this.phrase = phrase;
        this.word = word;
    }

    /** For messages: {@code a mail-enabled user}. */
    public String phrase() {
        return phrase;
    }

    /** As settings name its value: {@code mailUser}; empty for a type that is never written. */
    public String word() {
        return word;
    }

    public boolean isMailbox() {
        return switch (this) {
            case USER_MAILBOX, SHARED_MAILBOX, ROOM_MAILBOX, EQUIPMENT_MAILBOX -> true;
            case REMOTE_MAILBOX, MAIL_USER, MAIL_CONTACT, GROUP, OTHER -> false;
        };
    }
}
