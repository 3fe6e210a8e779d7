package org.stagepost.sandbox;

import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;

/**
 * Two small mail systems on loopback, with a directory each and an SMTP server, and a job file that moves the people of
 * the old one to the new one. Everything lies in memory but the job file, its CSV and the passwords.
 *
 * <p>Two faults are built in: one row's user is unknown to the new directory, and the new mail system refuses one
 * message. A new mailbox cannot be opened before its entry in the new directory is a mailbox.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxFiles files;
    private final SandboxDirectory directory;
    private final SandboxImap oldImap;
    private final SandboxImap newImap;
    private final MailSink sink;

    private Sandbox(Path folder) throws IOException {
        files = new SandboxFiles(folder);
        directory = SandboxDirectory.start(files.secret("directory"));
        oldImap = SandboxImap.start(files.secret("old-mail"), users()::contains);
        newImap = SandboxImap.start(files.secret("new-mail"), directory::isMailbox);
        sink = MailSink.start();
        SandboxPerson.all().forEach(person -> SandboxMail.fill(oldImap, person));
        files.write(new SandboxFiles.Ports(oldImap.port(), newImap.port(), directory.port(), sink.port()));
    }

    /**
     * Starts everything; the servers are up when it returns.
     *
     * @param folder for the job file and what belongs to it; made if it is not there
     */
    public static Sandbox start(Path folder) throws IOException {
        rememberStreamProvider();
        return new Sandbox(folder);
    }

    /** Jakarta Mail searches the class path for it at every header it parses, which is most of the time of a start. */
    private static void rememberStreamProvider() {
        System.setProperty(
                StreamProvider.class.getName(),
                StreamProvider.provider().getClass().getName());
    }

    /** A staged migration batch, named demo. */
    public Path jobFile() {
        return files.jobFile();
    }

    /** Everybody in the CSV, in its order. */
    public static List<EmailAddress> users() {
        return SandboxPerson.all().stream().map(SandboxPerson::address).toList();
    }

    /** Has a row and an old mailbox, but no mail-enabled user in the new directory. */
    public static EmailAddress unknownUser() {
        return SandboxPerson.withoutMailUser().address();
    }

    /** How many messages each folder of the old mailbox holds. */
    public static Map<FolderPath, Integer> oldMailbox(EmailAddress user) {
        return SandboxPerson.all().stream()
                .filter(person -> person.address().equals(user))
                .findFirst()
                .map(SandboxMail::counts)
                .orElse(Map.of());
    }

    /** How many messages each folder of the new mailbox holds by now; empty while there is no mailbox. */
    public Map<FolderPath, Integer> newMailbox(EmailAddress user) {
        return newImap.counts(user);
    }

    /** Where the old directory forwards the user's mail by now ({@code SMTP:name@domain}). */
    public Optional<String> forwarding(EmailAddress user) {
        return directory.forwarding(user);
    }

    /** The message that the new mail system refuses. */
    public static RefusedMessage refusedMessage() {
        return new RefusedMessage(
                SandboxPerson.withRefusedMessage().address(), SandboxMail.REFUSED_FOLDER, SandboxMail.refusedSubject());
    }

    /** Where a message lies and what it is about. */
    public record RefusedMessage(EmailAddress user, FolderPath folder, String subject) {}

    /** What the SMTP server took, oldest first: From, To, Subject, names of attachments, an empty line, the text. */
    public List<String> mails() {
        return sink.mails();
    }

    public int oldImapPort() {
        return oldImap.port();
    }

    public int newImapPort() {
        return newImap.port();
    }

    public int directoryPort() {
        return directory.port();
    }

    public int smtpPort() {
        return sink.port();
    }

    @Override
    public void close() {
        sink.close();
        newImap.close();
        oldImap.close();
        directory.close();
    }
}
