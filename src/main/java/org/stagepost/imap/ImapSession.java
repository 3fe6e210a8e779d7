package org.stagepost.imap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.Asked.Question;
import org.stagepost.imap.wire.Capabilities;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.Refusals;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.mailbox.Pending;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** One mailbox's connection and what is known of its folders: their wire names and which of them is selected. */
final class ImapSession implements AutoCloseable {
    private final Supplier<WireConnection> opener;
    private final Consumer<WireConnection> compressor;
    private final ImapFolderNames names;
    private final AskedInOrder asked = new AskedInOrder();
    private final Map<FolderPath, String> wireNames = new HashMap<>();
    private final Map<FolderPath, Long> validities = new HashMap<>();
    private WireConnection connection;
    private boolean abandoned;
    /** What is selected when all that was sent is done. */
    private @Nullable Selection selected;

    /**
     * @param opener gives a connection that is logged in
     * @param compressor asks for compression where it gains by now
     */
    ImapSession(
            WireConnection connection,
            Supplier<WireConnection> opener,
            Consumer<WireConnection> compressor,
            ImapFolderNames names) {
        this.connection = connection;
        this.opener = opener;
        this.compressor = compressor;
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

    /** Much is going to be sent or received: compressed, if that has turned out to gain. Not inside an APPEND. */
    void prepareForMuch() {
        compressor.accept(connection());
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

    /** Sends a question at once and judges the answer when it is awaited. */
    <T> Pending<T> ask(Question<T> question) {
        return asked.ask(new Asked<>(asked, question, false));
    }

    /** The same for a question that changes nothing and whose data must not come before it is awaited. */
    <T> Pending<T> askToRead(Question<T> question) {
        return asked.ask(new Asked<>(asked, question, true));
    }

    /** Sends a command without waiting. */
    Submitted submit(Command command, UntaggedReplies replies) {
        return connection().submit(command, replies);
    }

    /** The same for a command that needs the folder selected. */
    Submitted submit(Command command, UntaggedReplies replies, Selection selection) {
        Submitted submitted = connection().submit(command, replies, selection.command());
        selection.followedBy(submitted);
        asked.submitted(submitted);
        return submitted;
    }

    /** Sends a command and waits for its end; nobody else's data is taken meanwhile. */
    TaggedReply run(Command command, UntaggedReplies replies) {
        recall();
        return connection().run(command, replies);
    }

    /** The same for messages of the selected folder. */
    TaggedReply fetch(String uids, FetchItems items, FetchReplies replies, Selection selection) {
        recall();
        return submit(Command.uidFetch(uids, items), replies, selection).await();
    }

    /** @throws MigrationException what a NO to a FETCH of a whole set means; messages that are gone are none */
    void requireOk(FolderPath folder, TaggedReply reply) {
        if (reply.isOk() || reply.code().is("EXPUNGEISSUED")) {
            return;
        }
        MigrationException refused = refused(Refusals.Moment.FETCH, "folder " + folder, reply);
        throw refused.code() == FailureCode.ITEM_UNREADABLE ? refused(folder, reply) : refused;
    }

    /** Sends what is buffered. */
    void flush() {
        connection().flush();
    }

    /** What was asked ahead only to be read is asked again when its turn comes. */
    void recall() {
        asked.recall();
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
     * Selects the folder, unless it is and nothing is under way in it: Dovecot works on several FETCHes of a folder at a
     * time and mixes their messages, but on none before a selection in between is done.
     *
     * @param opening EXAMINE or SELECT
     */
    Selection select(FolderPath folder, Opening opening) {
        Selection current = selected;
        return current != null && current.isUsable(folder) && connection.isOpen() ? current : reselect(folder, opening);
    }

    /** The same for a change of marks. */
    Selection selectToChange(FolderPath folder) {
        Selection current = selected;
        return current != null && current.isUsableToChange(folder) && connection.isOpen()
                ? current
                : reselect(folder, Opening.TO_WRITE);
    }

    /** Selects the folder anew, which shows what has arrived. */
    Selection reselect(FolderPath folder, Opening opening) {
        FolderReplies replies = new FolderReplies();
        return selected(folder, replies, submit(opening.command(wire(folder)), replies));
    }

    /** The folder was selected by somebody else. */
    Selection selected(FolderPath folder, FolderReplies replies, Submitted command) {
        Selection selection = new Selection(this, folder, replies, command);
        selected = selection;
        return selection;
    }

    /**
     * Asks for the folder's numbers as they are now. Of the selected folder STATUS may tell those of a moment ago
     * (RFC 9051 §6.3.11; Dovecot does), so that one is selected anew.
     */
    Supplier<FolderState> position(FolderPath folder, Opening opening) {
        Selection current = selected;
        if (current == null || !current.isOf(folder)) {
            return status(folder);
        }
        Selection anew = reselect(folder, opening);
        return () -> numbered(folder, anew.state());
    }

    /** Asks for what STATUS says of a folder that is not selected. */
    private Supplier<FolderState> status(FolderPath folder) {
        FolderReplies replies = new FolderReplies();
        Submitted command = submit(Command.status(wire(folder)), replies);
        return () -> {
            TaggedReply reply = command.await();
            if (!reply.isOk()) {
                throw refused(folder, reply);
            }
            return numbered(folder, replies.state());
        };
    }

    private FolderState numbered(FolderPath folder, FolderState state) {
        require(state.uidValidity() > 0 && state.uidNext() > 0, "no UIDVALIDITY or UIDNEXT for folder " + folder);
        return state;
    }

    /** True when the folder was seen to exist. */
    boolean hasSeen(FolderPath folder) {
        return validities.containsKey(folder);
    }

    /** Waits until it is known to be the folder that was seen before: what is changed behind it cannot be undone. */
    void requireSame(Selection selection) {
        if (!selection.command().isDone()) {
            recall();
        }
        selection.checked();
    }

    /** The server has accepted the folder's name, and said what keywords it keeps there. */
    void proven(FolderPath folder, FolderState state) {
        connection.proven().folder(wire(folder));
        connection.proven().permanent(state.permanent());
    }

    /** True when a command was sent on a connection that is not the present one. */
    boolean isRenewedSince(WireConnection earlier) {
        return abandoned || earlier != connection;
    }

    /** From now on this is the folder's UIDVALIDITY. */
    void pin(FolderPath folder, long uidValidity) {
        validities.put(folder, uidValidity);
    }

    /** True when the folder is the one that was seen before, if it was. */
    boolean isSame(FolderPath folder, FolderState state) {
        return validities.getOrDefault(folder, state.uidValidity()) == state.uidValidity();
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
