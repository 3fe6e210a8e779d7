package org.stagepost.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.FolderChanges;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Does what a script's {@code DO:} lines say and tells in words what came of it. */
final class ScriptedClient {
    private final ImapMailboxConnector connector;
    private final Endpoint endpoint;
    private final MailboxLogin login;
    private final List<String> told = new ArrayList<>();

    ScriptedClient(ImapMailboxConnector connector, Endpoint endpoint, MailboxLogin login) {
        this.connector = connector;
        this.endpoint = endpoint;
        this.login = login;
    }

    List<String> perform(String side, List<String> orders) {
        try {
            if (side.equals("source")) {
                onSource(orders);
            } else {
                onTarget(orders);
            }
        } catch (MigrationException e) {
            told.add(e.code().name());
        }
        return told;
    }

    private void onSource(List<String> orders) {
        try (SourceMailbox mailbox = connector.openSource(endpoint, login)) {
            for (String order : orders) {
                attempt(() -> source(mailbox, List.of(order.split(" "))));
            }
        }
    }

    private void source(SourceMailbox mailbox, List<String> words) {
        switch (words.get(0)) {
            case "list" ->
                mailbox.list(FolderPath.INBOX)
                        .await()
                        .items()
                        .forEach(item -> told.add("listed " + item.key().value() + " " + item.sizeBytes() + " "
                                + marks(item.marks()) + identity(item)));
            case "labels" -> told.add("labels " + mailbox.capabilities().contains(Capability.LABELS));
            case "read" -> read(mailbox, keys(words));
            case "fingerprints" ->
                mailbox.fingerprints(FolderPath.INBOX, keys(words))
                        .await()
                        .forEach(print -> told.add("fingerprint " + print.key().value() + " " + print.sizeBytes() + " "
                                + print.receivedDate()));
            case "folders" ->
                mailbox.folders()
                        .forEach(folder -> told.add("folder " + folder.path() + (folder.selectable() ? "" : " node")
                                + (folder.subscribed() ? " subscribed" : "")
                                + (folder.status().isKnown() ? " " + folder.status() : "")));
            case "changes" -> changes(mailbox, words);
            default -> throw new IllegalArgumentException(words.get(0));
        }
    }

    /** After "changes": first UID, former MODSEQ, last UID and former number of messages. */
    private void changes(SourceMailbox mailbox, List<String> words) {
        FolderStatus since = new FolderStatus("7", words.get(3), Long.parseLong(words.get(4)), words.get(2), "");
        FolderChanges changes = mailbox.changes(FolderPath.INBOX, since).await();
        changes.changed()
                .forEach(item -> told.add("changed " + item.key().value() + " " + item.sizeBytes() + " "
                        + marks(item.marks()) + identity(item)));
        told.add("gone "
                + LongStream.rangeClosed(Long.parseLong(words.get(1)), Long.parseLong(words.get(3)))
                        .mapToObj(Long::toString)
                        .filter(uid -> changes.vanished().test(new ItemKey(uid)))
                        .collect(Collectors.joining(" ")));
        told.add("now " + changes.status());
    }

    private void read(SourceMailbox mailbox, List<ItemKey> keys) {
        CollectingSink sink = new CollectingSink();
        try {
            mailbox.read(FolderPath.INBOX, keys, sink).await();
        } finally {
            for (int i = 0; i < sink.heads.size(); i++) {
                ItemHead head = sink.heads.get(i);
                told.add("item " + head.key().value() + " " + marks(head.marks()) + " "
                        + sink.texts.get(i).trim());
            }
            sink.unreadable.forEach(line -> told.add("unreadable " + line));
        }
    }

    private void onTarget(List<String> orders) {
        try (TargetMailbox mailbox = connector.openTarget(endpoint, login)) {
            for (String order : orders) {
                attempt(() -> target(mailbox, List.of(order.split(" "))));
            }
        }
    }

    private void target(TargetMailbox mailbox, List<String> words) {
        switch (words.get(0)) {
            case "append" -> append(mailbox, words.subList(1, words.size()));
            case "create" ->
                told.add("created "
                        + mailbox.create(FolderPath.parse(words.get(1)), Set.of())
                                .await());
            case "mark" -> told.add("mark " + mailbox.mark(FolderPath.INBOX).await());
            case "since" ->
                mailbox.since(FolderPath.INBOX, new FolderMark("7", words.get(1)))
                        .await()
                        .forEach(print -> told.add("fingerprint " + print.key().value()));
            default -> throw new IllegalArgumentException(words.get(0));
        }
    }

    /** Each word is a message: its text, and after a "+" its keyword. */
    private void append(TargetMailbox mailbox, List<String> messages) {
        try (SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
            for (String message : messages) {
                List<String> parts = Arrays.asList(message.split("\\+"));
                Set<String> keywords = Set.copyOf(parts.subList(1, parts.size()));
                writer.add(
                        new ItemHead(new ItemKey(parts.get(0)), SeedItem.ARRIVED, new Marks(Set.of(), keywords)),
                        new MemoryContent((parts.get(0) + "\r\n").getBytes(StandardCharsets.US_ASCII)));
            }
            writer.finish()
                    .await()
                    .forEach(outcome -> told.add(outcome
                            + (outcome.kind() == ItemOutcome.Kind.REFUSED
                                    ? " " + outcome.failure() + " " + outcome.serverReply()
                                    : "")));
        }
    }

    private void attempt(Runnable order) {
        try {
            order.run();
        } catch (MigrationException e) {
            told.add(e.code().name());
        }
    }

    private static String identity(ItemSummary item) {
        return item.identity().isKnown() ? " is " + item.identity().value() : "";
    }

    private static String marks(Marks marks) {
        List<String> words = new ArrayList<>();
        marks.flags().stream().map(Enum::name).sorted().forEach(words::add);
        words.addAll(marks.keywords());
        return words.stream().sorted().toList().toString();
    }

    private static List<ItemKey> keys(List<String> words) {
        return words.subList(1, words.size()).stream().map(ItemKey::new).toList();
    }
}
