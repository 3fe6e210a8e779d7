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
            content.put(user, server.snapshot(user));
            positions.put(user, server.positions(user));
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
