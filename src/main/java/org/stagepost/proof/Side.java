package org.stagepost.proof;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.ContentHash;
import org.stagepost.sync.MessageHeader;

/** One side of a mailbox, for reading; what is read is kept as hashes. Used by one thread at a time. */
final class Side {
    /** So many are asked for together; the next ones are on their way while these come in. */
    private static final int MOST_ITEMS = 1000;

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final String SILENT = "the server lists it and does not deliver it";

    private final SourceMailbox mailbox;
    private final BooleanSupplier halted;
    private long bytesRead;

    Side(SourceMailbox mailbox, BooleanSupplier halted) {
        this.mailbox = mailbox;
        this.halted = halted;
    }

    List<Folder> folders() {
        return mailbox.folders();
    }

    long bytesRead() {
        return bytesRead;
    }

    /** Keys, sizes and marks. */
    FolderEvidence list(FolderPath folder) {
        checkHalted();
        return FolderEvidence.of(mailbox.list(folder).await());
    }

    /**
     * With the fingerprints of these items. Of which the server tells none they are read; only those that a second listing
     * does not have are gone, and left out.
     */
    FolderEvidence fingerprinted(FolderPath folder, FolderEvidence known, Collection<Evidence> items) {
        Map<ItemKey, Evidence> printed = new LinkedHashMap<>();
        inParts(items, keys -> mailbox.fingerprints(folder, keys), prints -> {
            for (ItemFingerprint print : prints) {
                Evidence before = known.items().get(print.key());
                if (before != null) {
                    printed.put(print.key(), before.with(print));
                }
            }
        });
        FolderEvidence told = known.with(printed.values());
        Set<ItemKey> silent = unanswered(items, printed);
        if (silent.isEmpty()) {
            return told;
        }
        FolderEvidence left = told.without(gone(folder, known, silent));
        return read(folder, left, left.of(silent));
    }

    /**
     * With the contents of these items. What the server does not deliver is unreadable; only items that a second listing does
     * not have are gone, and left out.
     */
    FolderEvidence read(FolderPath folder, FolderEvidence known, Collection<Evidence> items) {
        Map<ItemKey, Evidence> read = new LinkedHashMap<>();
        ItemSink sink = new ItemSink() {
            @Override
            public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
                ContentHash hash = ContentHash.read(content);
                bytesRead += sizeBytes;
                put(head.key(), before -> before.with(head, hash));
            }

            @Override
            public void unreadable(ItemKey key, String reason) {
                put(key, before -> before.unreadable(reason));
            }

            private void put(ItemKey key, Function<Evidence, Evidence> more) {
                Evidence before = known.items().get(key);
                if (before != null) {
                    read.put(key, more.apply(before));
                }
            }
        };
        inParts(items, keys -> mailbox.read(folder, keys, sink), delivered -> {});
        FolderEvidence told = known.with(read.values());
        Set<ItemKey> silent = unanswered(items, read);
        if (silent.isEmpty()) {
            return told;
        }
        FolderEvidence left = told.without(gone(folder, known, silent));
        return left.with(
                left.of(silent).stream().map(item -> item.unreadable(SILENT)).toList());
    }

    /** What names these items to a person. */
    Map<ItemKey, MessageHeader> headers(FolderPath folder, Collection<Evidence> items) {
        Map<ItemKey, MessageHeader> headers = new HashMap<>();
        ItemSink sink = new ItemSink() {
            @Override
            public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
                headers.put(head.key(), MessageHeader.read(content));
            }

            @Override
            public void unreadable(ItemKey key, String reason) {}
        };
        inParts(items, keys -> mailbox.read(folder, keys, sink), delivered -> {});
        return headers;
    }

    private static Set<ItemKey> unanswered(Collection<Evidence> asked, Map<ItemKey, Evidence> answered) {
        Set<ItemKey> silent = new HashSet<>();
        asked.stream()
                .map(Evidence::key)
                .filter(key -> !answered.containsKey(key))
                .forEach(silent::add);
        return silent;
    }

    /** Servers leave out more than what was deleted: gone is what the same folder does not list any more. */
    private Set<ItemKey> gone(FolderPath folder, FolderEvidence known, Set<ItemKey> silent) {
        FolderEvidence now = list(folder);
        if (!now.identity().equals(known.identity())) {
            return Set.of();
        }
        Set<ItemKey> gone = new HashSet<>(silent);
        gone.removeAll(now.items().keySet());
        return gone;
    }

    private <T> void inParts(
            Collection<Evidence> items, Function<List<ItemKey>, Pending<T>> question, Consumer<T> answer) {
        Pending<T> underWay = null;
        for (List<ItemKey> part : parts(items)) {
            checkHalted();
            Pending<T> next = question.apply(part);
            take(underWay, answer);
            underWay = next;
        }
        take(underWay, answer);
    }

    private static <T> void take(@Nullable Pending<T> pending, Consumer<T> answer) {
        if (pending != null) {
            answer.accept(pending.await());
        }
    }

    private static List<List<ItemKey>> parts(Collection<Evidence> items) {
        List<List<ItemKey>> parts = new ArrayList<>();
        List<ItemKey> part = new ArrayList<>();
        long bytes = 0;
        for (Evidence item : items) {
            if (part.size() >= MOST_ITEMS || bytes >= MOST_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(item.key());
            bytes += item.sizeBytes();
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private void checkHalted() {
        if (halted.getAsBoolean()) {
            throw new MigrationException(FailureCode.STOPPED, "stopped while a mailbox was verified");
        }
    }
}
