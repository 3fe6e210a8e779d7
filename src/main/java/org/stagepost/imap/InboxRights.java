package org.stagepost.imap;

import java.util.stream.Collectors;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Refusals;
import org.stagepost.imap.wire.RightsReplies;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** What a login may do with a mailbox, seen at its inbox: by its rights where the server tells them (RFC 4314), else by trying. */
final class InboxRights {
    private static final String INBOX = "INBOX";

    private final WireConnection connection;
    private final MailboxLogin login;

    InboxRights(WireConnection connection, MailboxLogin login) {
        this.connection = connection;
        this.login = login;
    }

    /**
     * @return what was seen, for a person
     * @throws MigrationException FOLDER_REFUSED (rights are missing), MAILBOX_MISSING
     */
    String require(ProbeDepth depth) {
        if (!login.userRoot().isEmpty()) {
            return "not asked: the mailbox lies below " + login.userRoot();
        }
        String rights = connection.capabilities().has(ImapCapability.ACL) ? told() : "";
        return rights.isEmpty() ? tried(depth) : judged(rights, depth);
    }

    /** Empty when the server does not say. */
    private String told() {
        RightsReplies replies = new RightsReplies();
        TaggedReply reply = connection.run(Command.myRights(INBOX), replies);
        return reply.isOk() ? replies.rights() : "";
    }

    private String judged(String rights, ProbeDepth depth) {
        String missing = needed(depth)
                .chars()
                .filter(right -> rights.indexOf(right) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    FailureCode.FOLDER_REFUSED,
                    "on the inbox of " + login.mailbox() + " the login has the rights " + rights + ", and lacks "
                            + missing);
        }
        return INBOX + ": rights " + rights;
    }

    /** RFC 4314 §4: list and read; to keep \Seen, write flags, and insert. */
    private static String needed(ProbeDepth depth) {
        return depth == ProbeDepth.WRITE ? "lrswi" : "lr";
    }

    private String tried(ProbeDepth depth) {
        Opening opening = depth == ProbeDepth.WRITE ? Opening.TO_WRITE : Opening.TO_READ;
        FolderReplies replies = new FolderReplies();
        TaggedReply reply = connection.run(opening.command(INBOX), replies);
        if (!reply.isOk()) {
            throw missing(reply);
        }
        if (depth == ProbeDepth.WRITE && reply.code().is("READ-ONLY")) {
            throw new MigrationException(
                    FailureCode.FOLDER_REFUSED,
                    "the inbox of " + login.mailbox() + " opens for reading only: " + reply.words());
        }
        return INBOX + " opens: " + replies.state().messages() + " messages";
    }

    private MigrationException missing(TaggedReply reply) {
        MigrationException refused =
                Refusals.failure(Refusals.Moment.OPEN, connection.endpoint(), "the inbox of " + login.mailbox(), reply);
        return refused.code().reach() == Reach.FOLDER
                ? refused.as(FailureCode.MAILBOX_MISSING, refused.detail())
                : refused;
    }
}
