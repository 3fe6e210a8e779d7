package org.stagepost.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.SpecialUse;

/**
 * One mailbox on a server in memory: it outlives the sessions that {@link #source()} and {@link #target()} open.
 * Methods that return the mailbox itself say how the server behaves; they may be called at any time.
 */
public final class MemoryMailbox {
    private final Clock clock;
    private final Map<FolderPath, MemoryFolder> folders = new TreeMap<>();
    private final List<MemoryCommands> clients = new ArrayList<>();
    private Set<Capability> capabilities = EnumSet.complementOf(EnumSet.of(Capability.LABELS));
    private Duration landing = Duration.ZERO;
    private Predicate<MemoryItem> unreadable = item -> false;
    private Predicate<MemoryItem> leftOut = item -> false;
    private Predicate<MemoryItem> unprinted = item -> false;
    private Predicate<MemoryItem> unmarked = item -> false;
    private UnaryOperator<FolderPath> escape = UnaryOperator.identity();
    private UnaryOperator<Marks> permitted = MemoryMailbox::sendable;
    private Refusal refusal = (folder, item) -> Optional.empty();
    private Predicate<Marks> refusedMarks = marks -> false;
    private Predicate<FolderPath> refusedNames = path -> false;
    private UnaryOperator<Long> sizeCount = size -> size;
    private WireTap tap = WireTap.NONE;
    private MemoryLine line = new MemoryLine();
    private long nextUidValidity = 1;

    /** Which items a target does not take; TARGET_QUOTA_FULL ends the slice, a code of reach ITEM is this item's. */
    @FunctionalInterface
    public interface Refusal {
        Optional<FailureCode> of(FolderPath folder, MemoryItem item);
    }

    public MemoryMailbox(Clock clock) {
        this.clock = clock;
        folder(FolderPath.INBOX);
    }

    /** Opens a session for reading. */
    public SourceMailbox source() {
        return new MemorySource(this);
    }

    /** Opens a session for writing. */
    public TargetMailbox target() {
        return new MemoryTarget(this);
    }

    public MemoryMailbox with(Collection<Capability> some) {
        capabilities = Set.copyOf(some);
        return this;
    }

    /** What a client sends is stored so much later, each item after the one before it, if that client does not wait. */
    public MemoryMailbox landingAfter(Duration delay) {
        landing = delay;
        return this;
    }

    public MemoryMailbox unreadable(Predicate<MemoryItem> items) {
        unreadable = items;
        return this;
    }

    /** Listed, and not delivered when they are read. */
    public MemoryMailbox leavingOut(Predicate<MemoryItem> items) {
        leftOut = items;
        return this;
    }

    /** Listed, and left out when fingerprints are asked for. */
    public MemoryMailbox leavingOutFingerprints(Predicate<MemoryItem> items) {
        unprinted = items;
        return this;
    }

    /** Listed without their marks, which are told when they are read. */
    public MemoryMailbox leavingOutMarks(Predicate<MemoryItem> items) {
        unmarked = items;
        return this;
    }

    /** Under which name a folder is created. */
    public MemoryMailbox escapingNames(UnaryOperator<FolderPath> names) {
        escape = names;
        return this;
    }

    public MemoryMailbox permitting(UnaryOperator<Marks> marks) {
        permitted = marks;
        return this;
    }

    public MemoryMailbox refusing(Refusal items) {
        refusal = items;
        return this;
    }

    /** Announced as permitted, and refused nevertheless when they are to be set. */
    public MemoryMailbox refusingMarks(Predicate<Marks> marks) {
        refusedMarks = marks;
        return this;
    }

    public MemoryMailbox refusingNames(Predicate<FolderPath> names) {
        refusedNames = names;
        return this;
    }

    /** How this server counts an item's bytes. */
    public MemoryMailbox countingSizes(UnaryOperator<Long> count) {
        sizeCount = count;
        return this;
    }

    /** Both sides of a copy have the same one. */
    public MemoryMailbox over(MemoryLine newLine) {
        line = newLine;
        return this;
    }

    public MemoryMailbox tappedBy(WireTap newTap) {
        tap = newTap;
        return this;
    }

    /** Makes a folder, and nodes for those of its parents that are missing. */
    public MemoryMailbox folder(FolderPath path, SpecialUse... uses) {
        for (int depth = 1; depth < path.names().size(); depth++) {
            FolderPath parent = new FolderPath(path.names().subList(0, depth));
            folders.computeIfAbsent(parent, this::node);
        }
        MemoryFolder folder = folders.computeIfAbsent(path, this::node);
        folder.selectable = true;
        folder.specialUses = Set.of(uses);
        return this;
    }

    public MemoryMailbox subscribe(FolderPath path) {
        existing(path).subscribed = true;
        return this;
    }

    /** As a delivery or another client does it; the item gets a UID. */
    public ItemKey deliver(FolderPath path, MemoryItem item) {
        return existing(path).add(item);
    }

    public void expunge(FolderPath path, ItemKey key) {
        existing(path).expunge(key);
    }

    public void mark(FolderPath path, ItemKey key, Marks marks) {
        existing(path).mark(key, marks);
    }

    /** New UIDVALIDITY, new UIDs. */
    public void rebuild(FolderPath path) {
        existing(path).rebuild();
    }

    /** Keeps items, UIDVALIDITY and UIDs (RFC 9051 §6.3.6). */
    public void rename(FolderPath from, FolderPath to) {
        MemoryFolder folder = existing(from);
        folders.remove(from);
        folder.path = to;
        folders.put(to, folder);
    }

    public void remove(FolderPath path) {
        folders.remove(path);
    }

    /** Every folder, nodes included. */
    public List<Folder> folders() {
        return folders.values().stream()
                .map(MemoryFolder::listed)
                .map(folder -> folder.with(told(folder.status())))
                .toList();
    }

    /** Without the count of changes where this server keeps none. */
    FolderStatus told(FolderStatus status) {
        return capabilities.contains(Capability.CHANGES)
                ? status
                : new FolderStatus(status.identity(), status.position(), status.items(), "", status.folderId());
    }

    /** In the order of arrival. */
    public List<MemoryItem> items(FolderPath path) {
        landWhatIsDue();
        return existing(path).items();
    }

    MemoryFolder existing(FolderPath path) {
        MemoryFolder folder = folders.get(path);
        if (folder == null || !folder.selectable) {
            throw new MigrationException(FailureCode.FOLDER_GONE, "no folder " + path);
        }
        return folder;
    }

    FolderPath create(FolderPath path, Set<SpecialUse> uses) {
        if (refusedNames.test(path)) {
            throw new MigrationException(FailureCode.FOLDER_NAME_REFUSED, "no folder may be called " + path);
        }
        FolderPath real = escape.apply(path);
        MemoryFolder present = folders.get(real);
        if (present == null || !present.selectable) {
            folder(real, uses.toArray(SpecialUse[]::new));
        }
        return real;
    }

    MemoryCommands newClient() {
        MemoryCommands commands = new MemoryCommands();
        clients.add(commands);
        return commands;
    }

    void landWhatIsDue() {
        clients.forEach(commands -> commands.runUntil(now()));
    }

    Instant now() {
        return clock.instant();
    }

    Duration landing() {
        return landing;
    }

    MemoryLine line() {
        return line;
    }

    Optional<FailureCode> refusal(FolderPath path, MemoryItem item) {
        return refusal.of(path, item);
    }

    Set<Capability> capabilities() {
        return capabilities;
    }

    boolean isLeftOut(MemoryItem item) {
        return leftOut.test(item);
    }

    boolean isUnprinted(MemoryItem item) {
        return unprinted.test(item);
    }

    Marks listedMarks(MemoryItem item) {
        return unmarked.test(item) ? Marks.UNKNOWN : item.marks();
    }

    boolean isUnreadable(MemoryItem item) {
        return unreadable.test(item);
    }

    boolean refusesMarks(Marks marks) {
        return refusedMarks.test(marks);
    }

    Marks permitted(Marks wanted) {
        return permitted.apply(wanted);
    }

    long counted(long sizeBytes) {
        return sizeCount.apply(sizeBytes);
    }

    WireTap tap() {
        return tap;
    }

    /** RFC 9051 §9: a keyword is an atom. */
    private static Marks sendable(Marks wanted) {
        return new Marks(
                wanted.flags(),
                wanted.keywords().stream()
                        .filter(keyword -> keyword.matches("[!-~&&[^()\\[\\]{}%*\"\\\\]]+"))
                        .collect(Collectors.toSet()));
    }

    private MemoryFolder node(FolderPath path) {
        MemoryFolder folder = new MemoryFolder(path, nextUidValidity++);
        folder.selectable = false;
        return folder;
    }
}
