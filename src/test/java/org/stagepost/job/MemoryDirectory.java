package org.stagepost.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.DirectoryEntry.Particulars;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.WantedChange;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A directory in memory. */
final class MemoryDirectory implements Directory {
    final TreeMap<String, DirectoryEntry> entries = new TreeMap<>();
    final List<String> changes = new ArrayList<>();

    private final String endpoint;
    private @Nullable RuntimeException failure;
    private String failsAt = "";

    MemoryDirectory(String endpoint) {
        this.endpoint = endpoint;
    }

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

    /** What is looked at besides. */
    void describe(String name, List<String> mail, boolean hidden, boolean disabled) {
        DirectoryEntry known = Objects.requireNonNull(entries.get(name));
        entries.put(
                name,
                new DirectoryEntry(
                        known.id(),
                        known.type(),
                        known.addresses(),
                        known.targetAddress(),
                        new Particulars(mail, hidden, disabled, "", MailboxIdentity.NONE)));
    }

    @Override
    public synchronized List<DirectoryEntry> find(EmailAddress address) {
        mayFail("");
        return entries.values().stream()
                .filter(entry -> entry.addresses().contains(address))
                .toList();
    }

    @Override
    public boolean hasAnchor() {
        return false;
    }

    @Override
    public List<DirectoryEntry> anchored(String anchor) {
        return List.of();
    }

    @Override
    public synchronized Optional<DirectoryChange> plan(DirectoryEntry entry, WantedChange wanted) {
        mayFail(entry.id());
        DirectoryEntry now = Objects.requireNonNull(entries.get(entry.id()));
        DirectoryEntry after = wanted(now, wanted);
        return after.equals(now) ? Optional.empty() : Optional.of(described(action(wanted), now, after));
    }

    private static Action action(WantedChange wanted) {
        return wanted instanceof NewMailbox
                ? Action.CONVERT
                : wanted instanceof Completion ? Action.COMPLETE : Action.FORWARD;
    }

    private static DirectoryEntry wanted(DirectoryEntry now, WantedChange wanted) {
        if (wanted instanceof NewMailbox) {
            return with(now, RecipientType.USER_MAILBOX, now.type().isMailbox() ? now.targetAddress() : "");
        }
        EmailAddress to = wanted instanceof Redirection redirection ? redirection.to() : ((Completion) wanted).to();
        String target = "SMTP:" + to;
        if (!now.targetAddress().isEmpty() && !now.targetAddress().equals(target)) {
            throw new MigrationException(FailureCode.FORWARDING_CONFLICT, now.id() + " is forwarded already");
        }
        return with(now, wanted instanceof Completion ? RecipientType.MAIL_USER : now.type(), target);
    }

    private static DirectoryEntry with(DirectoryEntry entry, RecipientType type, String targetAddress) {
        return new DirectoryEntry(entry.id(), type, entry.addresses(), targetAddress, entry.particulars());
    }

    private DirectoryChange described(Action action, DirectoryEntry before, DirectoryEntry after) {
        return new DirectoryChange(
                before.addresses().get(0), endpoint, before.id(), action, text(before), text(after), false);
    }

    private static String text(DirectoryEntry entry) {
        return entry.type() + " " + entry.targetAddress();
    }

    @Override
    public synchronized void change(DirectoryEntry entry, WantedChange wanted, ChangeJournal journal) {
        DirectoryEntry now = Objects.requireNonNull(entries.get(entry.id()));
        plan(entry, wanted).ifPresent(change -> {
            long row = journal.intend(change);
            entries.put(entry.id(), wanted(now, wanted));
            changes.add(words(change, wanted));
            journal.confirm(row);
        });
    }

    private static String words(DirectoryChange change, WantedChange wanted) {
        String words = change.action().name().toLowerCase(Locale.ROOT) + " " + change.entry();
        return wanted instanceof Redirection redirection ? words + " to " + redirection.to() : words;
    }

    @Override
    public synchronized Optional<DirectoryChange> planUndo(DirectoryChange change) {
        mayFail(change.entry());
        DirectoryEntry now = Objects.requireNonNull(entries.get(change.entry()));
        if (touched(text(now), change).equals(touched(change.before(), change))) {
            return Optional.empty();
        }
        if (!touched(text(now), change).equals(touched(change.after(), change))) {
            throw new MigrationException(FailureCode.ENTRY_CHANGED, change.entry() + " changed since");
        }
        return Optional.of(new DirectoryChange(
                change.user(), endpoint, change.entry(), Action.UNDO, change.after(), change.before(), false));
    }

    /** Forwarding leaves the type alone. */
    private static String touched(String text, DirectoryChange change) {
        return change.action() == Action.FORWARD ? text.substring(text.indexOf(' ')) : text;
    }

    /** Somebody completed it. */
    void makeMailUser(String name) {
        DirectoryEntry known = Objects.requireNonNull(entries.get(name));
        entries.put(name, with(known, RecipientType.MAIL_USER, known.targetAddress()));
    }

    @Override
    public synchronized void undo(DirectoryChange change, ChangeJournal journal) {
        planUndo(change).ifPresent(back -> {
            long row = journal.intend(back);
            String[] parts = back.after().split(" ", 2);
            DirectoryEntry now = Objects.requireNonNull(entries.get(change.entry()));
            entries.put(change.entry(), with(now, RecipientType.valueOf(parts[0]), parts[1]));
            changes.add("undo " + change.entry());
            journal.confirm(row);
        });
    }

    /** One connector for two directories: the bind password names it. */
    static MemoryDirectory of(Secret password, MemoryDirectory source, MemoryDirectory target) {
        return password.reveal().equals("old") ? source : target;
    }

    @Override
    public void close() {}
}
