package org.stagepost.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.AppendCommand;
import org.stagepost.imap.wire.AppendUid;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/**
 * Proves that a mailbox can be written to: makes a folder that nobody has, puts a message into it, and removes both.
 * No other folder is touched; what stays behind, because the server let it be made and not be removed, is named.
 */
final class ScratchFolder {
    private static final String NAME = "Stagepost-Test-";
    private static final String ALL = "1:*";

    private final ImapSession session;
    private final FolderPath folder = FolderPath.of(NAME + UUID.randomUUID());

    ScratchFolder(ImapSession session) {
        this.session = session;
    }

    /**
     * @return what was done, for a person
     * @throws MigrationException FOLDER_NAME_REFUSED, TARGET_QUOTA_FULL, ITEM_REFUSED and others, as for any folder
     */
    String prove() {
        TaggedReply created = create();
        if (!created.isOk()) {
            throw session.refused(Moment.CREATE, "creation of folder " + folder, created);
        }
        try {
            fillAndEmpty();
        } catch (MigrationException e) {
            throw removed() ? e : left(e);
        }
        if (!removed()) {
            throw left(new MigrationException(FailureCode.FOLDER_REFUSED, "the server let the test write, not remove"));
        }
        return "a message was written to " + folder + ", and both were removed";
    }

    /** Whoever loses the connection meanwhile does not know whether there is one now. */
    private TaggedReply create() {
        try {
            return run(Command.create(session.wire(folder)));
        } catch (MigrationException e) {
            removed();
            throw e;
        }
    }

    private void fillAndEmpty() {
        String written = append().map(uids -> Long.toString(uids.uids().get(0))).orElse(ALL);
        if (session.reselect(folder, Opening.TO_WRITE).state().messages() != 1) {
            throw new MigrationException(
                    FailureCode.ITEM_REFUSED, "folder " + folder + " does not hold the message that was written to it");
        }
        Marks deleted = new Marks(Set.of(Marks.Flag.DELETED), Set.of());
        require("marking a message", run(Command.uidStore(written, '+', deleted)));
        boolean single = session.capabilities().has(ImapCapability.UIDPLUS);
        require("removing a message", run(single ? Command.uidExpunge(written) : Command.expunge()));
        require("closing", run(Command.closeFolder()));
    }

    private Optional<AppendUid> append() {
        AppendCommand append = new AppendCommand(session.connection(), session.wire(folder));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TaggedReply reply = append.add(new ItemHead(new ItemKey("1"), now, Marks.NONE), text(now))
                .orElseGet(() -> append.finish().await());
        if (!reply.isOk()) {
            throw session.refused(Moment.APPEND, "a message to folder " + folder, reply);
        }
        return AppendUid.of(reply, 1);
    }

    private static TextContent text(Instant now) {
        return new TextContent("""
                From: Stagepost <stagepost@localhost.invalid>
                Date: %s
                Subject: Test of Stagepost
                Message-ID: <%s@localhost.invalid>

                Stagepost tests whether it can write to this mailbox, and removes this message at once.
                """.formatted(
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)), UUID.randomUUID())
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private TaggedReply run(Command command) {
        return session.run(command, UntaggedReplies.ignored());
    }

    private void require(String what, TaggedReply reply) {
        if (!reply.isOk()) {
            throw session.refused(Moment.STORE, what + " in folder " + folder, reply);
        }
    }

    /** Over a new connection, if that one broke. */
    private boolean removed() {
        try {
            if (!session.connection().isOpen()) {
                session.renew();
            }
            return run(Command.delete(session.wire(folder))).isOk();
        } catch (MigrationException e) {
            return false;
        }
    }

    private MigrationException left(MigrationException failure) {
        return failure.as(
                failure.code(), failure.detail() + "; folder " + folder + " is left there, remove it by hand");
    }
}
