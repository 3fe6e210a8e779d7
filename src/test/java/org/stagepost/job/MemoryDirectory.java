package org.stagepost.job;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A directory in memory. */
final class MemoryDirectory implements Directory {
    final TreeMap<String, DirectoryEntry> entries = new TreeMap<>();
    final List<String> changes = new ArrayList<>();

    private @Nullable RuntimeException failure;
    private String failsAt = "";

    /** Every call fails; null ends it. */
    void failWith(@Nullable RuntimeException reason) {
        failure = reason;
        failsAt = "";
    }

    /** Changes of this entry fail. */
    void failAt(String name, RuntimeException reason) {
        failure = reason;
        failsAt = name;
    }

    private void mayFail(String name) {
        if (failure != null && (failsAt.isEmpty() || failsAt.equals(name))) {
            throw failure;
        }
    }

    void add(String name, RecipientType type, String targetAddress, String... addresses) {
        List<EmailAddress> all =
                List.of(addresses).stream().map(EmailAddress::new).toList();
        entries.put(name, new DirectoryEntry(name, type, all, targetAddress));
    }

    @Override
    public synchronized List<DirectoryEntry> find(EmailAddress address) {
        mayFail("");
        return entries.values().stream()
                .filter(entry -> entry.addresses().contains(address))
                .toList();
    }

    @Override
    public synchronized void convert(DirectoryEntry entry, NewMailbox mailbox, ChangeJournal journal) {
        change(entry, RecipientType.USER_MAILBOX, "", "convert " + entry.id(), journal);
    }

    @Override
    public void checkConversion(DirectoryEntry entry, NewMailbox mailbox) {
        mayFail(entry.id());
    }

    @Override
    public synchronized void forward(DirectoryEntry entry, EmailAddress to, ChangeJournal journal) {
        checkForwarding(entry, to);
        String wanted = "SMTP:" + to;
        if (!entry.targetAddress().equals(wanted)) {
            change(entry, entry.type(), wanted, "forward " + entry.id() + " to " + to, journal);
        }
    }

    @Override
    public void checkForwarding(DirectoryEntry entry, EmailAddress to) {
        if (!entry.targetAddress().isEmpty() && !entry.targetAddress().equals("SMTP:" + to)) {
            throw new MigrationException(FailureCode.FORWARDING_CONFLICT, entry.id() + " is forwarded already");
        }
    }

    private void change(
            DirectoryEntry entry, RecipientType type, String targetAddress, String text, ChangeJournal journal) {
        mayFail(entry.id());
        long row = journal.intend(
                new DirectoryChange(entry.addresses().get(0), "memory", entry.id(), "change", "before", "after"));
        entries.put(entry.id(), new DirectoryEntry(entry.id(), type, entry.addresses(), targetAddress));
        changes.add(text);
        journal.confirm(row);
    }

    /** One connector for two directories: the bind password names it. */
    static MemoryDirectory of(Secret password, MemoryDirectory source, MemoryDirectory target) {
        return password.reveal().equals("old") ? source : target;
    }

    @Override
    public void close() {}
}
