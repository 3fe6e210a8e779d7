package org.stagepost.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

/**
 * Mails that could not be sent, as files: a folder (0700) for each, which appears with all that is in it. One who sends
 * or outdates them holds {@link #alone} meanwhile, in whichever process. A mail that was sent is deleted after that: a process that dies in
 * between sends it once more, with the same Message-ID. Thread-safe; all throw HOME_UNUSABLE when the files cannot be read or written.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String MAIL = "mail.json";
    private static final String GONE = ".sent";
    private static final String PART = ".part";
    /** Nobody writes at one mail for so long. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private final Path folder;

    /** @param folder need not exist; is made for the first mail */
    public Outbox(Path folder) {
        this.folder = folder;
    }

    /** What one who sends the mails holds. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Keeps a mail with its attachments as they are now. */
    public KeptMail keep(MailKind kind, OutgoingMail mail, MigrationException why, Instant now) {
        String name = now.truncatedTo(ChronoUnit.MILLIS).toString().replace(":", "") + "-" + mail.id();
        Path part = folder.resolve("." + name + PART);
        try {
            PrivateFolder.at(folder);
            PrivateFolder files = PrivateFolder.at(part);
            List<Path> copies = new ArrayList<>();
            for (Path attachment : mail.attachments()) {
                copies.add(files.copy(attachment).getFileName());
            }
            Path place = folder.resolve(name);
            write(files, new KeptMail(place, kind, now, mail.attaching(copies), why.code(), why.detail()));
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            return read(place).orElseThrow();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The oldest first. What cannot be read is logged and left alone. */
    public List<KeptMail> waiting() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .flatMap(entry -> read(entry).stream())
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Optional<KeptMail> read(Path entry) {
        try {
            return Optional.of(JsonText.read(Files.readString(entry.resolve(MAIL)), MailFile.class)
                    .in(entry));
        } catch (IOException | RuntimeException e) {
            if (Files.isDirectory(entry)) {
                LOG.warn("the mail in {} cannot be read", entry, e);
            }
            return Optional.empty();
        }
    }

    /** The mail is sent. @throws MigrationException HOME_UNUSABLE when it waits on */
    public void sent(KeptMail mail) {
        forget(mail);
    }

    /**
     * Who got it is no recipient any more. A mail that was deleted meanwhile is not made again.
     *
     * @param left those who did not, at least one
     */
    public KeptMail failed(KeptMail mail, List<EmailAddress> left, MigrationException why) {
        KeptMail now = new KeptMail(
                mail.folder(), mail.kind(), mail.kept(), mail.mail().to(left), why.code(), why.detail());
        try {
            write(PrivateFolder.existing(mail.folder()), now);
        } catch (NoSuchFileException e) {
            LOG.warn("the mail in {} is gone; nobody sends it any more", mail.folder());
        } catch (IOException e) {
            throw unusable(e);
        }
        return now;
    }

    /** A mail of this kind is made: what it tells better need not be sent. Within a turn: nobody is sending it. */
    public void outdate(MailKind newer) {
        waiting().stream().filter(mail -> mail.kind().isOutdatedBy(newer)).forEach(this::forget);
    }

    /** Nobody else sends what waits as long as this is open. Empty when somebody does, or there is nothing. */
    public Optional<Turn> alone() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
            } else {
                deleteLeft();
            }
            return lock.map(held -> () -> close(channel));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // another thread of this process
        }
    }

    private void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** It is gone at once, and its files then. */
    private void forget(KeptMail mail) {
        Path gone = mail.folder().resolveSibling("." + mail.folder().getFileName() + GONE);
        try {
            Files.move(mail.folder(), gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
        deleteFiles(gone);
    }

    /** The mail does not wait any more: files that stay are no failure. */
    private static void deleteFiles(Path gone) {
        try {
            PrivateFolder.delete(gone);
        } catch (IOException e) {
            LOG.warn("the files of a mail that waits no more cannot be deleted: {}", gone, e);
        }
    }

    /** What a process that died in the middle of it left, or could not delete. */
    private void deleteLeft() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Outbox::isLeft).toList()) {
                deleteFiles(entry);
            }
        }
    }

    /** Others may be writing a mail at this moment: writing is done outside of turns. */
    private static boolean isLeft(Path entry) {
        String name = entry.getFileName().toString();
        try {
            return name.endsWith(GONE)
                    || name.endsWith(PART)
                            && Files.getLastModifiedTime(entry)
                                    .toInstant()
                                    .isBefore(Instant.now().minus(LONGEST_WRITE));
        } catch (IOException e) {
            return false; // it is complete by now, or gone
        }
    }

    private static void write(PrivateFolder files, KeptMail mail) throws IOException {
        files.write(MAIL, out -> out.write(JsonText.of(MailFile.of(mail))));
    }

    private MigrationException unusable(IOException e) {
        return new MigrationException(
                FailureCode.HOME_UNUSABLE, "cannot use the outbox " + folder + ": " + e.getMessage(), e);
    }
}
