package org.stagepost.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All messages of a mailbox by folder, as an independent client sees them. */
record Snapshot(Map<String, List<SeenMail>> folders) {
    private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
    private static final Pattern DATE = Pattern.compile("INTERNALDATE \"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("^X-Mail: (\\S+)", Pattern.MULTILINE);

    static Snapshot of(int port, String user, String password) {
        try (WireClient client = new WireClient(port, user, password)) {
            Map<String, List<SeenMail>> folders = new TreeMap<>();
            for (String name : client.folders()) {
                client.command("EXAMINE \"" + name + "\"");
                List<SeenMail> mails = new ArrayList<>();
                client.command("UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])").stream()
                        .filter(reply -> reply.text().contains(" FETCH (")
                                && !reply.literals().isEmpty())
                        .forEach(reply -> mails.add(seen(reply)));
                folders.put(path(name), mails);
            }
            return new Snapshot(folders);
        }
    }

    /** What changes when anybody writes to the mailbox, and only then. */
    static Map<String, String> positions(int port, String user, String password) {
        try (WireClient client = new WireClient(port, user, password)) {
            Map<String, String> positions = new TreeMap<>();
            for (String name : client.folders()) {
                client.command("STATUS \"" + name + "\" (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)")
                        .forEach(reply -> positions.put(path(name), reply.text()));
            }
            return positions;
        }
    }

    /** The same with messages that somebody else put there. */
    Snapshot with(Map<String, List<TestMail>> others) {
        Map<String, List<SeenMail>> all = new TreeMap<>(folders);
        others.forEach((folder, mails) -> {
            List<SeenMail> seen = new ArrayList<>(all.getOrDefault(folder, List.of()));
            mails.forEach(mail -> seen.add(seen(mail.bytes(), mail.received(), mail.flags())));
            all.put(folder, seen);
        });
        return new Snapshot(all);
    }

    int size() {
        return folders.values().stream().mapToInt(List::size).sum();
    }

    /** The same path on every server: slashes, and nothing below INBOX. */
    private static String path(String name) {
        String path = name.replace('.', '/');
        return path.startsWith("INBOX/") ? path.substring(6) : path;
    }

    private static SeenMail seen(WireReply reply) {
        OffsetDateTime received =
                OffsetDateTime.parse(first(DATE, reply.text()).replaceFirst("^ ", "0"), TestMail.DATE);
        return seen(reply.literals().get(0), received.toInstant(), first(FLAGS, reply.text()));
    }

    private static SeenMail seen(byte[] bytes, Instant received, String marks) {
        TreeSet<String> flags = new TreeSet<>(List.of(marks.split(" ")));
        flags.remove("\\Recent");
        flags.remove("");
        String number = first(NUMBER, new String(bytes, StandardCharsets.ISO_8859_1));
        return new SeenMail(number, hash(bytes), received, String.join(" ", flags));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
