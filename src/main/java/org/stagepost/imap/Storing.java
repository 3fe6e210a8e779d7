package org.stagepost.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Changes to messages that are there, in one go; true when the server took all of them. */
final class Storing implements Supplier<Boolean> {
    private final ImapSession session;
    private final FolderPath folder;
    private final Selection selection;
    private final List<Submitted> commands = new ArrayList<>();

    Storing(ImapSession session, FolderPath folder) {
        this.session = session;
        this.folder = folder;
        this.selection = session.selectToChange(folder);
        session.requireSame(selection);
    }

    void send(Command command) {
        Submitted change = session.submit(command, UntaggedReplies.ignored(), selection);
        selection.changedBy(change);
        commands.add(change);
    }

    @Override
    public Boolean get() {
        boolean taken = true;
        for (Submitted command : commands) {
            taken &= isTaken(command.await());
        }
        return taken;
    }

    private boolean isTaken(TaggedReply reply) {
        if (reply.isOk() || reply.code().is("EXPUNGEISSUED")) {
            return true;
        }
        MigrationException refused = session.refused(Moment.STORE, "marks in folder " + folder, reply);
        if (refused.code().reach() != Reach.ITEM) {
            throw refused;
        }
        return false;
    }
}
