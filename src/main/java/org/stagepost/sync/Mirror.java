package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Deletes the copies of items that were deleted from the source: ours by the state's word, and no others.
 * What a listing left out is asked for once more by its key before that: a server that lists too little must not empty
 * the target.
 */
final class Mirror {
    private static final int KEYS_AT_ONCE = 1000;

    private final SourceMailbox source;
    private final TargetMailbox target;
    private final FolderPair pair;

    Mirror(SourceMailbox source, TargetMailbox target, FolderPair pair) {
        this.source = source;
        this.target = target;
        this.pair = pair;
    }

    /** @throws MigrationException MIRROR_IMPOSSIBLE */
    static void require(TargetMailbox target) {
        if (!target.capabilities().contains(Capability.REMOVAL)) {
            throw new MigrationException(
                    FailureCode.MIRROR_IMPOSSIBLE,
                    "the target cannot delete single messages (RFC 4315 UIDPLUS), which mirror needs");
        }
    }

    /**
     * The account without the copies that were deleted. What the target refuses to delete is tried again in the next
     * pass.
     *
     * @param account brought in line with both folders
     */
    FolderAccount follow(FolderAccount account) {
        List<CopiedItem> gone = account.state().copied().marked(MarksMerge.GONE).stream()
                .filter(item -> item.copy().isPresent())
                .toList();
        FolderAccount after = account;
        for (int from = 0; from < gone.size(); from += KEYS_AT_ONCE) {
            after = follow(after, gone.subList(from, Math.min(from + KEYS_AT_ONCE, gone.size())));
        }
        return after;
    }

    private FolderAccount follow(FolderAccount account, List<CopiedItem> some) {
        Set<ItemKey> back = new HashSet<>();
        source.fingerprints(pair.path(), some.stream().map(CopiedItem::source).toList()).await().stream()
                .map(ItemFingerprint::key)
                .forEach(back::add);
        List<CopiedItem> here = some.stream()
                .filter(item -> back.contains(item.source()))
                .map(item -> item.marked(Marks.UNKNOWN))
                .toList();
        List<CopiedItem> gone =
                some.stream().filter(item -> !back.contains(item.source())).toList();
        FolderAccount noted = account.with(account.state().withCopied(here));
        return gone.isEmpty() || !removed(gone) ? noted : noted.removed(sources(gone));
    }

    private boolean removed(List<CopiedItem> gone) {
        List<ItemKey> copies = new ArrayList<>();
        gone.forEach(item -> item.copy().ifPresent(copies::add));
        return target.remove(pair.target(), copies).await();
    }

    private static Set<ItemKey> sources(List<CopiedItem> items) {
        Set<ItemKey> keys = new HashSet<>();
        items.forEach(item -> keys.add(item.source()));
        return keys;
    }
}
