package org.stagepost.proof;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.JournalView;

/**
 * Compares a mailbox with its copy, folder by folder, and gives each source item exactly one fate. Changes nothing on either
 * side: both are opened for reading. Keeps some hundred bytes of each item of one folder at a time, however large they are.
 * Not thread-safe; the mailboxes stay the caller's.
 */
public final class MailboxProof {
    private final MailboxToRead source;
    private final MailboxToRead target;
    private final Supplier<TargetMailbox> writable;
    private final ProofPlan plan;
    private final Findings findings;
    private final BooleanSupplier halted;

    /**
     * @param target opened for reading, as a source is
     * @param writable the target to ask which marks it can keep, and only where some are missing on it; may be the same
     *     each time; nothing is read meanwhile, and nothing is written
     */
    public MailboxProof(
            MailboxToRead source,
            MailboxToRead target,
            Supplier<TargetMailbox> writable,
            ProofPlan plan,
            ProofSink sink,
            BooleanSupplier halted) {
        this.source = source;
        this.target = target;
        this.writable = writable;
        this.plan = plan;
        this.findings = new Findings(sink);
        this.halted = halted;
    }

    /** @throws MigrationException STOPPED when it was halted, or what a mailbox fails with; then nothing is proven */
    public ProofTally prove() {
        FirstFailure failure = new FirstFailure(halted);
        Side from = new Side(source, failure::isEnd);
        Side to = new Side(target, failure::isEnd);
        try (BothSides sides = new BothSides(from, to, writable, failure)) {
            BothSides.Answers<List<Folder>, List<Folder>> folders = sides.ask(from::folders, to::folders);
            compare(sides, selectable(folders.source()), paths(selectable(folders.target())));
        }
        ProofTally tally = findings.tally(from.bytesRead() + to.bytesRead());
        if (!tally.addsUp()) {
            throw new MigrationException(
                    FailureCode.INTERNAL, "the fates of the items do not add up to " + tally.inSource() + ": " + tally);
        }
        return tally;
    }

    private void compare(BothSides sides, List<Folder> folders, Set<FolderPath> present) {
        Map<FolderPath, JournalEntry> entries = plan.entries();
        Map<FolderPath, JournalView> views = new HashMap<>();
        plan.views().forEach(view -> views.put(view.source(), view));
        Set<FolderPath> left = plan.folders().leftBehind(folders);
        Set<FolderPath> compared = paths(folders);
        compared.removeAll(left);
        HeldCopies held = new HeldCopies(sides, plan.depth(), views.values(), new Holdings(sides, compared, present));
        for (Folder folder : folders) {
            FolderPath path = folder.path();
            if (left.contains(path)) {
                excluded(sides.source(), path);
                continue;
            }
            JournalEntry entry = entries.get(path);
            FolderPath copy = entry == null ? path : entry.target();
            KnownFolder known = new KnownFolder(path, copy, views.get(path));
            FolderProof proof = new FolderProof(sides, plan.depth(), known).look(present.contains(copy));
            new FolderVerdicts(sides, plan, known, proof, findings).tell(held);
            boolean itemsTell = entry == null && !proof.source().items().isEmpty();
            if (!present.contains(copy) && !itemsTell) {
                findings.folderMissing(path, folderMissing(copy, entry == null));
            }
        }
        views.keySet().removeAll(paths(folders));
        views.values().stream()
                .sorted(Comparator.comparing(JournalView::source))
                .forEach(this::goneFolder);
    }

    private static String folderMissing(FolderPath copy, boolean isNew) {
        return isNew ? "not copied yet; the next sync makes it" : "the target has no folder " + copy;
    }

    private void excluded(Side side, FolderPath path) {
        List<Evidence> items = side.list(path).list();
        findings.listed(items.size());
        FolderFates fates = new FolderFates(path, findings);
        items.forEach(item -> fates.tell(item, Fate.EXCLUDED, ""));
    }

    /** The source has no such folder any more: what is recorded of it has vanished with it. */
    private void goneFolder(JournalView view) {
        List<ItemKey> keys = view.gone(key -> false);
        findings.listed(keys.size());
        FolderFates fates = new FolderFates(view.source(), findings);
        keys.forEach(key -> fates.vanished(key, "its folder is gone", view.target(), view.copy(key)));
    }

    private static List<Folder> selectable(List<Folder> folders) {
        return folders.stream().filter(Folder::selectable).toList();
    }

    private static Set<FolderPath> paths(List<Folder> folders) {
        return folders.stream().map(Folder::path).collect(Collectors.toCollection(HashSet::new));
    }
}
