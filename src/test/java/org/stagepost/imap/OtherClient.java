package org.stagepost.imap;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.model.FolderPath;

/** Another program at the same mailbox: fills it and deletes from it by means that are not ours. */
final class OtherClient implements AutoCloseable {
    private final Session session = Session.getInstance(new Properties());
    private final Store store;

    OtherClient(int port, String user, String password) throws MessagingException {
        store = session.getStore("imap");
        store.connect("127.0.0.1", port, user, password);
    }

    private Folder folder(FolderPath path) throws MessagingException {
        if (path.isInbox()) {
            return store.getFolder("INBOX");
        }
        Folder[] personal = store.getPersonalNamespaces();
        String prefix = personal.length == 0 ? "" : personal[0].getFullName();
        String separator = String.valueOf(store.getDefaultFolder().getSeparator());
        boolean nested = !prefix.isEmpty() && !prefix.endsWith(separator);
        return store.getFolder(prefix + (nested ? separator : "") + String.join(separator, path.names()));
    }

    void empty() throws MessagingException {
        List<Folder> folders = new ArrayList<>(List.of(store.getDefaultFolder().list("*")));
        folders.sort(Comparator.comparing(Folder::getFullName).reversed());
        for (Folder folder : folders) {
            if (!folder.getFullName().equalsIgnoreCase("INBOX")) {
                folder.delete(false);
            }
        }
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
        inbox.close(true);
    }

    void add(List<SeedItem> items) throws MessagingException {
        for (SeedItem item : items) {
            Folder folder = folder(item.folder());
            if (!folder.exists()) {
                folder.create(Folder.HOLDS_MESSAGES);
            }
            MimeMessage message = new Dated(session, item);
            message.setFlags(flags(item.marks()), true);
            folder.appendMessages(new MimeMessage[] {message});
        }
    }

    private static Flags flags(Marks marks) {
        Flags flags = new Flags();
        marks.flags().stream()
                .map(flag -> switch (flag) {
                    case ANSWERED -> Flags.Flag.ANSWERED;
                    case DELETED -> Flags.Flag.DELETED;
                    case DRAFT -> Flags.Flag.DRAFT;
                    case FLAGGED -> Flags.Flag.FLAGGED;
                    case SEEN -> Flags.Flag.SEEN;
                })
                .forEach(flags::add);
        marks.keywords().forEach(flags::add);
        return flags;
    }

    void delete(FolderPath path, int index) throws MessagingException {
        Folder folder = folder(path);
        folder.open(Folder.READ_WRITE);
        folder.getMessage(index + 1).setFlag(Flags.Flag.DELETED, true);
        folder.close(true);
    }

    void mark(FolderPath path, int index, Marks marks, boolean set) throws MessagingException {
        Folder folder = folder(path);
        folder.open(Folder.READ_WRITE);
        folder.getMessage(index + 1).setFlags(flags(marks), set);
        folder.close(false);
    }

    void rename(FolderPath from, FolderPath to) throws MessagingException {
        folder(from).renameTo(folder(to));
    }

    /** Subject and system flags of each message, in their order. */
    List<String> look(FolderPath path) throws MessagingException {
        Folder folder = folder(path);
        if (!folder.exists()) {
            return List.of();
        }
        folder.open(Folder.READ_ONLY);
        List<String> seen = new ArrayList<>();
        for (Message message : folder.getMessages()) {
            seen.add((message.getSubject()
                    + (message.isSet(Flags.Flag.SEEN) ? " seen" : "")
                    + (message.isSet(Flags.Flag.FLAGGED) ? " flagged" : "")
                    + (message.isSet(Flags.Flag.ANSWERED) ? " answered" : "")));
        }
        folder.close(false);
        return seen;
    }

    long highestModSeq(FolderPath path) throws MessagingException {
        return ((IMAPFolder) folder(path)).getStatusItem("HIGHESTMODSEQ");
    }

    List<String> folderNames() throws MessagingException {
        return Stream.of(store.getDefaultFolder().list("*"))
                .map(Folder::getFullName)
                .sorted()
                .toList();
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }

    /** A message with the received date that the seed asks for. */
    private static final class Dated extends MimeMessage {
        private final Date received;

        Dated(Session session, SeedItem item) throws MessagingException {
            super(session, new ByteArrayInputStream(item.bytes()));
            received = Date.from(item.receivedDate());
        }

        @Override
        public Date getReceivedDate() {
            return Date.from(received.toInstant());
        }
    }
}
