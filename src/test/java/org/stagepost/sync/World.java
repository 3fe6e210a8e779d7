package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Two mailboxes and a journal: they survive, the engine does not. */
final class World {
    static final FolderPath INBOX = FolderPath.INBOX;
    static final FolderPath WORK = FolderPath.of("Work");
    static final Instant JANUARY = Instant.parse("2026-01-05T08:00:00Z");

    final ManualClock clock = new ManualClock();
    final CrashingTap tap = new CrashingTap();
    final MemoryMailbox source = new MemoryMailbox(clock);
    final MemoryMailbox target = new MemoryMailbox(clock);
    final MemoryJournal journal = new MemoryJournal(tap);
    int sliceItems = 3;
    long sliceBytes = 1000;
    long badItemLimit = CopySettings.UNLIMITED;
    long largeItemLimit = CopySettings.UNLIMITED;
    boolean mirror;
    LabelMode labels = LabelMode.ONE_COPY;
    List<String> excluded = List.of();
    Path spool = Path.of("target", "spool-of-tests");
    CopyAttempt attempt = CopyAttempt.FIRST;
    PairOpening pair = PairOpening.NONE;
    Allowance allowance = Allowance.UNLIMITED;
    private boolean targetIsDown;
    private final List<MemoryItem> foreign = new ArrayList<>();

    World(Collection<Capability> capabilities) {
        target.with(capabilities).tappedBy(tap);
        source.tappedBy(tap);
    }

    static World able() {
        return new World(List.of(Capability.values()));
    }

    /** The capability ladder. */
    static List<List<Capability>> ladder() {
        return List.of(
                List.of(),
                List.of(Capability.KEYS_ON_APPEND, Capability.REMOVAL),
                List.of(Capability.KEYS_ON_APPEND, Capability.REMOVAL, Capability.ATOMIC_SLICES));
    }

    static MemoryItem mail(String subject) {
        return mail(subject, Marks.NONE);
    }

    static MemoryItem mail(String subject, Marks marks) {
        String text = "From: Ann Example <ann@example.test>\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                + "@example.test>\r\n\r\nText of " + subject + "\r\n";
        return MemoryItem.of(text, JANUARY, marks);
    }

    ItemKey deliver(FolderPath path, MemoryItem item) {
        return source.deliver(path, item);
    }

    /** Somebody else's mail on the target: it must be there, untouched, at the end. */
    void deliverForeign(FolderPath path, MemoryItem item) {
        foreign.add(item);
        target.deliver(path, item);
    }

    void targetIsDown() {
        targetIsDown = true;
    }

    MailboxCopy copier() {
        return copierTo(target.target());
    }

    /** To another mailbox than the one in memory. */
    MailboxCopy copierTo(TargetMailbox other) {
        return copier(source.source(), other);
    }

    /** Between two mailboxes that are not in memory. */
    MailboxCopy copier(SourceMailbox from, TargetMailbox other) {
        CopySettings settings = new CopySettings(
                FolderChoice.without(excluded),
                badItemLimit,
                largeItemLimit,
                sliceItems,
                sliceBytes,
                mirror,
                labels,
                spool);
        return new MailboxCopy(
                from,
                new TargetOpening() {
                    private final TargetMailbox opened = other;

                    @Override
                    public TargetMailbox open() {
                        if (targetIsDown) {
                            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "connection refused");
                        }
                        return opened;
                    }

                    @Override
                    public void close() {
                        opened.close();
                    }
                },
                pair,
                journal,
                new CopyContext(settings, attempt, CopyProgress.SILENT, allowance, clock, clock));
    }

    FolderTally copyAll() {
        try (MailboxCopy copy = copier()) {
            run(copy);
            assertThat(copy.failedFolders()).isEmpty();
            assertThat(copy.undecided()).isZero();
            return copy.tally();
        }
    }

    static void run(MailboxCopy copy) {
        for (Optional<Slice> slice = copy.next(); slice.isPresent(); slice = copy.next()) {
            copy.copy(slice.get());
        }
    }

    /** Content, date and marks of the items in a folder, sorted. */
    static List<String> contents(MemoryMailbox mailbox, FolderPath path) {
        return mailbox.items(path).stream().map(World::content).sorted().toList();
    }

    static String content(MemoryItem item) {
        return item.text() + "|" + item.receivedDate() + "|"
                + item.marks().flags().stream().sorted().toList()
                + item.marks().keywords().stream().sorted().toList();
    }

    /** Every source item is there once, and so is all foreign mail; nothing else is. */
    void assertSame(FolderPath... paths) {
        for (FolderPath path : paths) {
            List<String> expected = new ArrayList<>(contents(source, path));
            if (path.equals(INBOX)) {
                foreign.forEach(item -> expected.add(content(item)));
            }
            assertThat(contents(target, path)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
