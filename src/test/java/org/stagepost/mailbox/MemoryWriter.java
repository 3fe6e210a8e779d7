package org.stagepost.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Sends items to a {@link MemoryMailbox}: each in a command of its own, or all in one if slices are atomic. */
final class MemoryWriter implements SliceWriter {
    private static final Marks STAR = new Marks(Set.of(Marks.Flag.FLAGGED), Set.of());

    private final MemoryTarget target;
    private final MemoryFolder folder;
    private final boolean atomic;
    private final List<ItemKey> sources = new ArrayList<>();
    private final List<MemoryItem> items = new ArrayList<>();
    private final Set<ItemKey> bare = new HashSet<>();
    private final Set<ItemKey> unflagged = new HashSet<>();
    private final List<MemoryLanding> landings = new ArrayList<>();

    MemoryWriter(MemoryTarget target, MemoryFolder folder) {
        this.target = target;
        this.folder = folder;
        this.atomic = target.capabilities().contains(Capability.ATOMIC_SLICES);
    }

    @Override
    public void add(ItemHead head, ItemContent content) {
        MemoryItem item = new MemoryItem(0, bytes(content), head.receivedDate(), taken(head));
        sources.add(head.key());
        items.add(item);
        target.call("append " + folder.path, () -> atomic || send(List.of(item)));
    }

    private Marks taken(ItemHead head) {
        Marks wanted = head.marks();
        if (wanted.flags().contains(Marks.Flag.FLAGGED) && target.server.refusesMarks(STAR)) {
            unflagged.add(head.key());
            wanted = new Marks(withoutStar(wanted), wanted.keywords());
        }
        if (!wanted.keywords().isEmpty() && target.server.refusesMarks(wanted)) {
            bare.add(head.key());
            wanted = new Marks(wanted.flags(), Set.of());
        }
        return wanted;
    }

    private static Set<Marks.Flag> withoutStar(Marks marks) {
        Set<Marks.Flag> flags = new HashSet<>(marks.flags());
        flags.remove(Marks.Flag.FLAGGED);
        return flags;
    }

    @Override
    public Pending<List<ItemOutcome>> finish() {
        if (atomic && !items.isEmpty()) {
            target.call("append end " + folder.path, () -> send(items));
        }
        target.written();
        return target.pending(
                new MemoryAnswer<>(this::outcomes, target.server.line().ask()));
    }

    private List<ItemOutcome> outcomes() {
        target.call("append wait " + folder.path, () -> {
            landings.forEach(target::waitFor);
            return items;
        });
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            MemoryLanding landing = landings.get(atomic ? 0 : i);
            outcomes.add(
                    landing.isStored()
                            ? stored(sources.get(i), landing.copy(atomic ? i : 0))
                            : refused(sources.get(i), landing));
        }
        return outcomes;
    }

    private ItemOutcome stored(ItemKey source, ItemKey copy) {
        ItemOutcome outcome = target.outcome(source, copy);
        if (unflagged.contains(source)) {
            outcome = outcome.withoutFlagged();
        }
        return bare.contains(source) ? outcome.withoutKeywords() : outcome;
    }

    private boolean send(List<MemoryItem> some) {
        MemoryLanding landing = new MemoryLanding(target.server, folder, some);
        landings.add(landing);
        target.sendSlowly(landing);
        return true;
    }

    private ItemOutcome refused(ItemKey source, MemoryLanding landing) {
        if (landing.refusal().reach() != Reach.ITEM) {
            if (landings.stream().anyMatch(MemoryLanding::isStored)) {
                return ItemOutcome.undecided(source, "NO it takes nothing more"); // the copies must be told first
            }
            throw new MigrationException(landing.refusal(), "the target took nothing more");
        }
        return atomic && items.size() > 1
                ? ItemOutcome.undecided(source, "NO one of them is bad")
                : ItemOutcome.refused(source, landing.refusal(), "NO it is bad");
    }

    private static byte[] bytes(ItemContent content) {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length != content.sizeBytes()) {
                throw new IllegalStateException("announced " + content.sizeBytes() + " bytes, sent " + bytes.length);
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was sent may still land. */
    @Override
    public void close() {
        target.written();
    }
}
