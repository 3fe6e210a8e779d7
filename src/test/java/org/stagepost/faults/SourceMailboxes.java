package org.stagepost.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filled mailboxes of a server, which nothing may change; each remembers how it looked. */
final class SourceMailboxes {
    private static final Map<String, Integer> SHARES = Map.of("INBOX", 5, "Work", 3, "Work/Reports", 2, "Sent", 1);

    private final MailServer server;
    private final Map<String, Snapshot> content = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> positions = new LinkedHashMap<>();

    /** @param messages in each mailbox, about */
    SourceMailboxes(MailServer server, int mailboxes, int messages) {
        this.server = server;
        for (int i = 0; i < mailboxes; i++) {
            String user = server.freshUser();
            Corpus corpus = new Corpus(user, Campaign.seed() + i);
            SHARES.forEach((folder, share) -> server.fill(user, folder, corpus.mails(messages * share / 11)));
            remember(user);
        }
    }

    private void remember(String user) {
        content.put(user, server.snapshot(user));
        positions.put(user, server.positions(user));
    }

    /** What a user does in a day: new mail, a new folder, other flags, some mail deleted. A target keeps the deleted. */
    void liveOn(long seed) {
        for (String user : users()) {
            Corpus corpus = new Corpus(user + "-new", seed);
            server.fill(user, "INBOX", corpus.mails(5));
            server.fill(user, "Sent", corpus.mails(1));
            server.fill(user, "Work/New", corpus.mails(4));
            try (WireClient client = server.client(user)) {
                client.command("SELECT \"" + server.wireName("Work") + "\"");
                client.command("STORE 2:4 +FLAGS (\\Flagged)");
                client.command("STORE 5 -FLAGS (\\Seen)");
                remember(user);
                client.command("STORE 1,6 +FLAGS (\\Deleted)");
                client.command("EXPUNGE");
            }
        }
    }

    MailServer server() {
        return server;
    }

    List<String> users() {
        return new ArrayList<>(content.keySet());
    }

    Snapshot of(String user) {
        return content.getOrDefault(user, new Snapshot(Map.of()));
    }

    /** Those that are not as they were, a modification sequence included. */
    List<String> touched() {
        return users().stream()
                .filter(user -> !server.positions(user).equals(positions.get(user)))
                .toList();
    }
}
