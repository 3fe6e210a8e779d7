package org.stagepost.directory.ldap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.stagepost.directory.RecipientType;

/**
 * The table of msExchRecipientTypeDetails and msExchRecipientDisplayType: what Exchange writes, and what it is here.
 * Type details exceed 32 bits. Display types are ambiguous (0 is any mailbox): the first match counts.
 */
enum ExchangeType {
    USER_MAILBOX(RecipientType.USER_MAILBOX, 1, 1_073_741_824L, 0L),
    LINKED_MAILBOX(RecipientType.USER_MAILBOX, 2),
    SHARED_MAILBOX(RecipientType.SHARED_MAILBOX, 4, 0L),
    LEGACY_MAILBOX(RecipientType.USER_MAILBOX, 8),
    ROOM_MAILBOX(RecipientType.ROOM_MAILBOX, 16, 7L),
    EQUIPMENT_MAILBOX(RecipientType.EQUIPMENT_MAILBOX, 32, 8L),
    /** Shares display type 6 with mail users; its object class tells it apart. */
    MAIL_CONTACT(RecipientType.MAIL_CONTACT, 64),
    MAIL_USER(RecipientType.MAIL_USER, 128, 6L, 1_073_741_830L),
    DISTRIBUTION_GROUP(RecipientType.GROUP, 256, 1L),
    NON_UNIVERSAL_GROUP(RecipientType.GROUP, 512),
    SECURITY_GROUP(RecipientType.GROUP, 1024, 1_043_741_833L, 1_073_741_833L),
    DYNAMIC_GROUP(RecipientType.GROUP, 2048, 3L),
    REMOTE_USER_MAILBOX(RecipientType.REMOTE_MAILBOX, 2_147_483_648L, -2_147_483_642L),
    REMOTE_ROOM_MAILBOX(RecipientType.REMOTE_MAILBOX, 8_589_934_592L, -2_147_481_850L),
    REMOTE_EQUIPMENT_MAILBOX(RecipientType.REMOTE_MAILBOX, 17_179_869_184L, -2_147_481_594L),
    REMOTE_SHARED_MAILBOX(RecipientType.REMOTE_MAILBOX, 34_359_738_368L);

    private final RecipientType type;
    private final long details;
    private final List<Long> displays;

    ExchangeType(RecipientType type, long details, long... displays) {
        this.type = type;
        this.details = details;
        this.displays = LongStream.of(displays).boxed().toList();
    }

    RecipientType type() {
        return type;
    }

    String details() {
        return Long.toString(details);
    }

    /** The display type that is written; of several, the one with the access control bit. */
    String display() {
        return Long.toString(displays.get(0));
    }

    /** What is written to make an entry such a mailbox. */
    static ExchangeType written(RecipientType mailbox) {
        return switch (mailbox) {
            case USER_MAILBOX -> USER_MAILBOX;
            case SHARED_MAILBOX -> SHARED_MAILBOX;
            case ROOM_MAILBOX -> ROOM_MAILBOX;
            case EQUIPMENT_MAILBOX -> EQUIPMENT_MAILBOX;
            case REMOTE_MAILBOX, MAIL_USER, MAIL_CONTACT, GROUP, OTHER ->
                throw new IllegalArgumentException(mailbox.phrase() + " is no mailbox");
        };
    }

    /** A mail user that stands in access control lists, as its mailbox did, keeps that bit. */
    static String mailUserDisplay(String ofMailbox) {
        boolean inLists = ofMailbox.equals(USER_MAILBOX.display());
        return Long.toString(MAIL_USER.displays.get(inLists ? 1 : 0));
    }

    static Optional<ExchangeType> ofDetails(String text) {
        return Arrays.stream(values())
                .filter(row -> isNumber(text, row.details))
                .findFirst();
    }

    static Optional<ExchangeType> ofDisplay(String text) {
        return Arrays.stream(values())
                .filter(row -> row.displays.stream().anyMatch(display -> isNumber(text, display)))
                .findFirst();
    }

    private static boolean isNumber(String text, long value) {
        return text.equals(Long.toString(value));
    }
}
