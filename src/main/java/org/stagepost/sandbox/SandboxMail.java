package org.stagepost.sandbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.stagepost.model.FolderPath;

/** What lies in the old mailboxes: the same folders and messages at every start. */
final class SandboxMail {
    /** The new mail system refuses messages with this header line, and no others. */
    static final String REFUSED_HEADER = "X-Sandbox-Content";

    static final FolderPath REFUSED_FOLDER = FolderPath.of("Archive", "2019");
    private static final String REFUSED_LINE = REFUSED_HEADER + ": forbidden";

    private static final List<FolderPath> FOLDERS = List.of(
            FolderPath.INBOX,
            FolderPath.of("Sent"),
            FolderPath.of("Drafts"),
            FolderPath.of("Archive"),
            FolderPath.of("Archive", "2019"),
            FolderPath.of("Archive", "2019", "Customers & Co"),
            FolderPath.of("Büro"),
            FolderPath.of("Büro", "Übergabe"),
            FolderPath.of("請求書"),
            FolderPath.of("Проекты"),
            FolderPath.of("Проекты", "2024"));

    private SandboxMail() {}

    /** How many messages each folder holds; one folder is empty. */
    static Map<FolderPath, Integer> counts(SandboxPerson person) {
        Random random = new Random(person.localPart().hashCode());
        Map<FolderPath, Integer> counts = new LinkedHashMap<>();
        FOLDERS.forEach(folder -> counts.put(folder, 15 + random.nextInt(35)));
        counts.put(FolderPath.INBOX, 60 + random.nextInt(80));
        counts.put(FolderPath.of("Archive"), 0);
        return counts;
    }

    static void fill(SandboxImap imap, SandboxPerson person) {
        int number = 0;
        for (Map.Entry<FolderPath, Integer> folder : counts(person).entrySet()) {
            imap.createFolder(person.address(), folder.getKey());
            int end = number + folder.getValue();
            while (number < end) {
                imap.append(person.address(), folder.getKey(), messageAt(person, folder.getKey(), number++));
            }
        }
    }

    private static SandboxImap.Item messageAt(SandboxPerson person, FolderPath folder, int number) {
        SandboxMessage message = new SandboxMessage(person, folder, number);
        boolean refused = person.equals(SandboxPerson.withRefusedMessage())
                && folder.equals(REFUSED_FOLDER)
                && number == refusedNumber(person);
        return new SandboxImap.Item(
                refused ? message.mimeWith(REFUSED_LINE) : message.mime(), message.flags(), message.received());
    }

    static String refusedSubject() {
        SandboxPerson person = SandboxPerson.withRefusedMessage();
        return new SandboxMessage(person, REFUSED_FOLDER, refusedNumber(person)).subject();
    }

    /** The fifth message of its folder. */
    private static int refusedNumber(SandboxPerson person) {
        int number = 4;
        for (Map.Entry<FolderPath, Integer> folder : counts(person).entrySet()) {
            if (folder.getKey().equals(REFUSED_FOLDER)) {
                return number;
            }
            number += folder.getValue();
        }
        throw new IllegalStateException("no folder " + REFUSED_FOLDER);
    }

    static boolean isRefused(MimeMessage message) {
        try {
            return message.getHeader(REFUSED_HEADER) != null;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
