package org.stagepost.proof;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.ContentHash;
import org.stagepost.sync.MessageHeader;

/** One side of a mailbox, for reading; what is read is kept as hashes. Used by one thread at a time. */
final class Side {
    /** What an item's header is taken to have, as long as it is not read. */
    private static final long HEADER_BYTES = 2048;

    private static final String SILENT = "the server lists it and does not deliver it";

    private final SourceMailbox mailbox;
    private final Portions portions;
    private long bytesRead;

    Side(MailboxToRead side, BooleanSupplier halted) {
        this.mailbox = side.mailbox();
        this.portions = new Portions(side.allowance(), halted);
    }

    List<Folder> folders() {
        return mailbox.folders();
    }

    long bytesRead() {
        return bytesRead;
    }

    /** Keys, sizes and marks. */
    FolderEvidence list(FolderPath folder) {
        portions.checkHalted();
        return FolderEvidence.of(mailbox.list(folder).await());
    }

    /**
     * With the fingerprints of these items. Of which the server tells none they are read; only those that a second listing
     * does not have are gone, and left out.
     */
    FolderEvidence fingerprinted(FolderPath folder, FolderEvidence known, Collection<Evidence> items) {
        Map<ItemKey, Evidence> printed = new LinkedHashMap<>();
        portions.ask(items, Side::headerBytes, keys -> mailbox.fingerprints(folder, keys), prints -> {
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
        portions.ask(items, Side::bytes, keys -> mailbox.read(folder, keys, sink), delivered -> {});
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
        portions.ask(items, Side::bytes, keys -> mailbox.read(folder, keys, sink), delivered -> {});
        return headers;
    }

    private static long bytes(Evidence item) {
        return Math.max(0, item.sizeBytes());
    }

    private static long headerBytes(Evidence item) {
        return item.sizeBytes() < 0 ? HEADER_BYTES : Math.min(HEADER_BYTES, item.sizeBytes());
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
}
