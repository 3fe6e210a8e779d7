package org.stagepost.process;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** A mailbox as an independent client sees it: how often each folder holds each message (bytes, date, flags). */
final class MailboxSnapshot {
    private MailboxSnapshot() {}

    static TreeMap<String, Integer> of(int port, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.peek", "true");
        properties.setProperty("mail.imap.fetchsize", "1000000");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", port, user, password);
            TreeMap<String, Integer> content = new TreeMap<>();
            for (Folder folder : store.getDefaultFolder().list("*")) {
                if ((folder.getType() & Folder.HOLDS_MESSAGES) != 0) {
                    content.put("folder " + folder.getFullName(), 1);
                    add(content, (IMAPFolder) folder);
                }
            }
            return content;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Messages in all folders. */
    static long count(int port, String user, String password) {
        return of(port, user, password).entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("folder "))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }

    private static void add(TreeMap<String, Integer> content, IMAPFolder folder)
            throws MessagingException, IOException {
        folder.open(Folder.READ_ONLY);
        Message[] messages = folder.getMessages();
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.FLAGS);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(IMAPFolder.FetchProfileItem.MESSAGE);
        folder.fetch(messages, profile);
        for (Message message : messages) {
            content.merge(folder.getFullName() + " " + describe((IMAPMessage) message), 1, Integer::sum);
        }
        folder.close(false);
    }

    private static String describe(IMAPMessage message) throws MessagingException, IOException {
        Flags flags = message.getFlags();
        flags.remove(Flags.Flag.RECENT);
        TreeSet<String> names = new TreeSet<>(Arrays.asList(flags.getUserFlags()));
        for (Flags.Flag flag : flags.getSystemFlags()) {
            names.add("system-" + name(flag));
        }
        try (InputStream bytes = message.getMimeStream()) {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes()));
            return hash + " " + message.getReceivedDate().toInstant() + " " + names;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Flags.Flag flag) {
        if (flag == Flags.Flag.SEEN) {
            return "seen";
        }
        if (flag == Flags.Flag.ANSWERED) {
            return "answered";
        }
        if (flag == Flags.Flag.FLAGGED) {
            return "flagged";
        }
        return flag == Flags.Flag.DRAFT ? "draft" : "deleted";
    }
}
