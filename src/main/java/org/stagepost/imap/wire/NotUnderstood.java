package org.stagepost.imap.wire;

/** The server said BAD (RFC 9051 §7.1.3); some say so for other reasons than a command's form. */
final class NotUnderstood extends ProtocolViolation {
    private static final long serialVersionUID = 1L;

    private final transient TaggedReply reply;

    /** @param command what was sent, for a person */
    NotUnderstood(Object command, TaggedReply reply) {
        super("the server did not understand " + command);
        this.reply = reply;
    }

    TaggedReply reply() {
        return reply;
    }
}
