package org.stagepost.imap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.Capabilities;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.Refusals;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** One mailbox's connection and what is known of its folders: their wire names and which of them is selected. */
final class ImapSession implements AutoCloseable {
    private final Supplier<WireConnection> opener;
    private final ImapFolderNames names;
    private final Map<FolderPath, String> wireNames = new HashMap<>();
    private final Map<FolderPath, Long> validities = new HashMap<>();
    private WireConnection connection;
    private boolean abandoned;
    private @Nullable FolderPath selected;
    private FolderState state = new FolderReplies().state();

    /** @param opener gives a connection that is logged in */
    ImapSession(WireConnection connection, Supplier<WireConnection> opener, ImapFolderNames names) {
        this.connection = connection;
        this.opener = opener;
        this.names = names;
    }

    ImapFolderNames names() {
        return names;
    }

    Capabilities capabilities() {
        return connection.capabilities();
    }

    /** The connection; a new one after {@link #abandon}, but not after a failure. */
    WireConnection connection() {
        if (abandoned) {
            connection = opener.get();
            abandoned = false;
            selected = null;
        }
        return connection;
    }

    /** Gives the connection up in the middle of a command, without a failure; the next command gets a new one. */
    void abandon() {
        if (connection.isOpen()) {
            renew();
        }
    }

    /** The same after a failure that can be worked round. */
    void renew() {
        connection.cut();
        abandoned = true;
    }

    TaggedReply run(Command command, UntaggedReplies replies) {
        return connection().run(command, replies);
    }

    void remember(Map<FolderPath, String> listed) {
        wireNames.putAll(listed);
    }

    String wire(FolderPath folder) {
        return wireNames.getOrDefault(folder, names.wire(folder));
    }

    /** What is known of a folder that was not selected: next to nothing. */
    FolderState unopened() {
        return new FolderReplies().state();
    }

    /**
     * Selects the folder, unless it is.
     *
     * @param open EXAMINE or SELECT
     * @throws MigrationException FOLDER_GONE, FOLDER_REFUSED; FOLDER_REBUILT when its UIDVALIDITY is not the one that was seen before
     */
    FolderState open(FolderPath folder, Opening open) {
        if (folder.equals(selected) && connection.isOpen()) {
            return state;
        }
        return reopen(folder, open);
    }

    /** Selects the folder anew, which shows what has arrived. */
    FolderState reopen(FolderPath folder, Opening open) {
        selected = null;
        FolderReplies replies = new FolderReplies();
        TaggedReply reply = run(open.command(wire(folder)), replies);
        if (!reply.isOk()) {
            throw refused(folder, reply);
        }
        state = replies.state();
        require(state.uidValidity() > 0, "no UIDVALIDITY for folder " + folder);
        selected = folder;
        check(folder, state.uidValidity());
        return state;
    }

    /** What STATUS says of a folder, selected or not. */
    FolderState status(FolderPath folder) {
        FolderReplies replies = new FolderReplies();
        TaggedReply reply = run(Command.status(wire(folder)), replies);
        if (!reply.isOk()) {
            throw refused(folder, reply);
        }
        FolderState found = replies.state();
        require(found.uidValidity() > 0 && found.uidNext() > 0, "no UIDVALIDITY or UIDNEXT for folder " + folder);
        return found;
    }

    /** True when the folder was seen to exist. */
    boolean hasSeen(FolderPath folder) {
        return validities.containsKey(folder);
    }

    /** The next UIDVALIDITY of the folder is taken as it comes. */
    void unpin(FolderPath folder) {
        validities.remove(folder);
    }

    /** @throws MigrationException FOLDER_REBUILT */
    void check(FolderPath folder, long uidValidity) {
        Long known = validities.putIfAbsent(folder, uidValidity);
        if (known != null && known != uidValidity) {
            throw new MigrationException(
                    FailureCode.FOLDER_REBUILT,
                    "folder " + folder + ": UIDVALIDITY was " + known + " and is " + uidValidity);
        }
    }

    /** The server's NO as a failure; what it means depends on what was asked. */
    MigrationException refused(Refusals.Moment moment, String what, TaggedReply reply) {
        return Refusals.failure(moment, connection.endpoint(), what, reply);
    }

    /** A NO to a command on a whole folder: many servers tell a folder that is gone only by not listing it. */
    MigrationException refused(FolderPath folder, TaggedReply reply) {
        MigrationException refused = refused(Refusals.Moment.OPEN, "folder " + folder, reply);
        return refused.code() == FailureCode.FOLDER_REFUSED && new FolderPresence(this).isMissing(folder)
                ? new MigrationException(FailureCode.FOLDER_GONE, refused.detail())
                : refused;
    }

    /** @throws MigrationException PROTOCOL_VIOLATED, with the connection closed */
    void require(boolean kept, String otherwise) {
        if (!kept) {
            connection.cut();
            throw new MigrationException(
                    FailureCode.PROTOCOL_VIOLATED, connection.endpoint().address() + ": " + otherwise);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    /** How a folder is selected. */
    enum Opening {
        /** EXAMINE: changes nothing, not even \Recent (RFC 9051 §6.3.3). */
        TO_READ,
        /** SELECT: only this tells which flags can be kept (RFC 9051 §6.3.2). */
        TO_WRITE;

        Command command(String wireName) {
            return switch (this) {
                case TO_READ -> Command.examine(wireName);
                case TO_WRITE -> Command.select(wireName);
            };
        }
    }
}
