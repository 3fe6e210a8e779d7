package org.stagepost.proof;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.Allowance;
import org.stagepost.sync.CopyContext;
import org.stagepost.sync.CopyProgress;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.FolderChoice;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.MailboxCopy;
import org.stagepost.sync.MemoryJournal;
import org.stagepost.sync.PairOpening;
import org.stagepost.sync.SkippedItem;
import org.stagepost.sync.Slice;
import org.stagepost.sync.TargetOpening;

/** Two mailboxes in memory, copied by the engine, and what a proof says of them. */
final class ProofWorld implements ProofSink {
    static final FolderPath INBOX = FolderPath.INBOX;
    static final FolderPath WORK = FolderPath.of("Work");
    static final Instant JANUARY = Instant.parse("2026-01-05T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Instant now = NOW;
    final Clock clock = clock();
    final MemoryMailbox source = new MemoryMailbox(clock);
    final MemoryMailbox target = new MemoryMailbox(clock);
    final MemoryJournal journal = new MemoryJournal(WireTap.NONE);
    final List<ProvenItem> items = new ArrayList<>();
    final List<Difference> differences = new ArrayList<>();
    FolderChoice folders = FolderChoice.ALL;
    List<SkippedItem> skipped = List.of();
    volatile boolean halted;
    Allowance allowance = Allowance.UNLIMITED;
    private Instant lastSynced = NOW;

    /** Time that passes only when somebody sleeps. */
    private Clock clock() {
        return new Clock() {
            @Override
            public synchronized Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private void sleep(Duration duration) {
        now = now.plus(duration);
    }

    static MemoryItem mail(String subject) {
        return mail(subject, "Text of " + subject);
    }

    static MemoryItem mail(String subject, String text) {
        return MemoryItem.of(
                "From: Ann Example <ann@example.test>\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                        + "@example.test>\r\n\r\n" + text + "\r\n",
                JANUARY,
                Marks.NONE);
    }

    ItemKey deliver(FolderPath folder, MemoryItem item) {
        return source.deliver(folder, item);
    }

    /** The key of the copy with this subject. */
    ItemKey copy(FolderPath folder, String subject) {
        return target.items(folder).stream()
                .filter(item -> item.text().contains("Subject: " + subject + "\r\n"))
                .map(MemoryItem::key)
                .findFirst()
                .orElseThrow();
    }

    ProofWorld sync() {
        CopySettings settings = new CopySettings(
                folders,
                CopySettings.UNLIMITED,
                CopySettings.UNLIMITED,
                3,
                1000,
                false,
                LabelMode.ONE_COPY,
                Path.of("target", "spool-of-tests"));
        TargetMailbox opened = target.target();
        TargetOpening opening = new TargetOpening() {
            @Override
            public TargetMailbox open() {
                return opened;
            }

            @Override
            public void close() {
                opened.close();
            }
        };
        CopyContext context = new CopyContext(settings, CopyProgress.SILENT, clock, this::sleep);
        try (MailboxCopy copy = new MailboxCopy(source.source(), opening, PairOpening.NONE, journal, context)) {
            for (Optional<Slice> slice = copy.next(); slice.isPresent(); slice = copy.next()) {
                copy.copy(slice.get());
            }
        }
        skipped = journal.skipped();
        lastSynced = now;
        return this;
    }

    ProofTally prove(Depth depth) {
        items.clear();
        differences.clear();
        try (SourceMailbox from = source.source();
                SourceMailbox to = target.source()) {
            ProofPlan plan = new ProofPlan(depth, journal.entries(), folders, skipped, new CopyTime(NOW, lastSynced));
            return new MailboxProof(
                            new MailboxToRead(from, allowance),
                            new MailboxToRead(to, allowance),
                            target::target,
                            plan,
                            this,
                            () -> halted)
                    .prove();
        }
    }

    /** {@code missing INBOX 2 "subject": detail}, in the order in which they were told. */
    List<String> told(Depth depth) {
        prove(depth);
        return differences.stream()
                .map(one -> one.kind().word() + " " + one.folder() + " " + one.keyValue() + " \"" + one.subject() + "\""
                        + (one.detail().isEmpty() ? "" : ": " + one.detail()))
                .toList();
    }

    List<String> fates(Depth depth) {
        prove(depth);
        return items.stream()
                .map(item -> item.folder() + " " + item.key().value() + " "
                        + item.fate().word() + (item.reason().isEmpty() ? "" : " (" + item.reason() + ")"))
                .toList();
    }

    @Override
    public void item(ProvenItem item) {
        items.add(item);
    }

    @Override
    public void difference(Difference difference) {
        differences.add(difference);
    }
}
