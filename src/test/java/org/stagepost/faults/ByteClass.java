package org.stagepost.faults;

/** What a byte of an IMAP conversation is part of. */
enum ByteClass {
    GREETING(Way.TO_CLIENT),
    TAGGED_REPLY(Way.TO_CLIENT),
    MID_TAGGED_REPLY(Way.TO_CLIENT),
    CONTINUATION(Way.TO_CLIENT),
    UNTAGGED(Way.TO_CLIENT),
    MID_UNTAGGED(Way.TO_CLIENT),
    SENT_LITERAL_HEADER(Way.TO_CLIENT),
    SENT_LITERAL_FIRST(Way.TO_CLIENT),
    SENT_LITERAL_MIDDLE(Way.TO_CLIENT),
    SENT_LITERAL_LAST(Way.TO_CLIENT),
    TAG(Way.TO_SERVER),
    LOGIN(Way.TO_SERVER),
    LOGOUT(Way.TO_SERVER),
    MID_COMMAND(Way.TO_SERVER),
    LITERAL_HEADER(Way.TO_SERVER),
    LITERAL_FIRST(Way.TO_SERVER),
    LITERAL_MIDDLE(Way.TO_SERVER),
    LITERAL_LAST(Way.TO_SERVER),
    FINAL_CRLF(Way.TO_SERVER);

    private final Way way;

    ByteClass(Way way) {
        this.way = way;
    }

    Way way() {
        return way;
    }
}
