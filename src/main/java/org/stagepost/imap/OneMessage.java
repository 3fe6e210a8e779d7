package org.stagepost.imap;

import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FetchReply;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Reads one message of a mailbox, the newest of the first folder that has any, and changes nothing. */
final class OneMessage {
    /** A mailbox may have thousands of empty folders, and a person waits. */
    private static final int MOST_FOLDERS = 20;

    private static final String LAST = "*";

    private final ImapSession session;

    OneMessage(ImapSession session) {
        this.session = session;
    }

    /**
     * @return what was seen, for a person
     * @throws MigrationException ITEM_UNREADABLE, or what the server's refusal means
     */
    String read(List<Folder> folders) {
        Stream<FolderPath> others =
                folders.stream().filter(Folder::selectable).map(Folder::path).filter(path -> !path.isInbox());
        boolean inbox = folders.stream().anyMatch(folder -> folder.path().isInbox() && folder.selectable());
        List<FolderPath> order = Stream.concat(inbox ? Stream.of(FolderPath.INBOX) : Stream.empty(), others)
                .limit(MOST_FOLDERS)
                .toList();
        for (FolderPath folder : order) {
            Selection selection = session.reselect(folder, Opening.TO_READ);
            if (selection.state().messages() > 0) {
                return newest(folder, selection);
            }
        }
        return "no message there";
    }

    private String newest(FolderPath folder, Selection selection) {
        Text text = new Text();
        session.requireOk(folder, session.fetch(LAST, FetchItems.MESSAGE, text, selection));
        if (text.bytes < 0) {
            throw new MigrationException(
                    FailureCode.ITEM_UNREADABLE,
                    "folder " + folder + ": the server did not send the text of its newest message");
        }
        return "read one of " + text.bytes + " bytes in " + folder;
    }

    /** Takes the first message that comes. */
    private static final class Text extends FetchReplies {
        private long bytes = -1;

        @Override
        protected boolean wantsText(long uid) {
            return bytes < 0;
        }

        @Override
        protected void message(FetchReply head, InputStream content, long size) {
            bytes = size; // the reader passes over the text itself
        }
    }
}
