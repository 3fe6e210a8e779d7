package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/** What the pieces of recovery need beside a {@link World}: a session, folder pairs, and accounts of former runs. */
final class Stage {
    final World world;
    final List<LateCopy> late = new ArrayList<>();
    final CopySession session;

    Stage(World world) {
        this.world = world;
        CopyProgress progress = new CopyProgress() {
            @Override
            public void planned(long items, long sizeBytes) {}

            @Override
            public void committed(FolderPath folder, long items, long sizeBytes) {}

            @Override
            public void lateCopy(LateCopy copy) {
                late.add(copy);
            }
        };
        CopySettings settings = new CopySettings(
                FolderChoice.ALL, -1, -1, world.sliceItems, 1000, false, LabelMode.ONE_COPY, world.spool);
        CopyContext context = new CopyContext(settings, progress, world.clock, world.clock);
        session = new CopySession(world.source.source(), world.target.target(), world.journal, context);
    }

    static FolderPair pair(FolderPath path) {
        return new FolderPair(new Folder(path, Set.of(), true, false), path, Set.of());
    }

    OpenedFolder opened(FolderPath path, FolderAccount known) {
        return new OpenedFolder(
                pair(path),
                known,
                session.source().list(path).await(),
                session.target().open(path).await().status());
    }

    FolderAccount recovered(FolderPath path, FolderAccount known) {
        return Recovery.recover(session, List.of(opened(path, known)), false).get(0);
    }

    FolderAccount audited(FolderAccount account) {
        return finding(account).account();
    }

    Audit.Finding finding(FolderAccount account) {
        return new Audit(session, pair(World.INBOX))
                .upTo(session.target().mark(World.INBOX).await(), account);
    }

    /** Of a run that knew all that is on the target now, and had copied nothing. */
    FolderAccount ofNow(FolderPath path) {
        return FolderAccount.of(
                FolderState.fresh(session.source().list(path).await().status(), mark(path))
                        .withTbase(mark(path)));
    }

    private FolderMark mark(FolderPath path) {
        return session.target().mark(path).await();
    }

    /** A connection is to send these. */
    FolderAccount sending(FolderAccount account, ItemKey... keys) {
        return account.with(account.state().withIntent(new Intent(List.of(keys), world.clock.instant())));
    }

    /** The item's copy arrives on the target, whoever made it. */
    ItemKey arrives(FolderPath path, ItemKey item) {
        return world.target.deliver(path, source(path, item));
    }

    /** The item is copied, and the copy's key is known. */
    FolderAccount copied(FolderAccount account, FolderPath path, ItemKey... items) {
        FolderAccount after = account;
        for (ItemKey item : items) {
            CopiedItem copy = CopiedItem.keyed(item, arrives(path, item), Marks.NONE);
            after = after.with(after.state().withCopied(List.of(copy)));
        }
        return after;
    }

    private MemoryItem source(FolderPath path, ItemKey item) {
        return world.source.items(path).stream()
                .filter(candidate -> candidate.key().equals(item))
                .findFirst()
                .orElseThrow();
    }

    /** {@code 1>7 2>8}: source keys and the keys of their copies. */
    static String pairs(FolderAccount account, long sourceKeys) {
        List<String> pairs = new ArrayList<>();
        for (long key = 1; key <= sourceKeys; key++) {
            Optional<ItemKey> copy =
                    account.state().copied().find(KeyNumber.key(key)).flatMap(CopiedItem::copy);
            long number = key;
            copy.ifPresent(found -> pairs.add(number + ">" + found.value()));
        }
        return String.join(" ", pairs);
    }

    /** Keys of the items that are on the target. */
    String there(FolderPath path) {
        return String.join(
                " ",
                world.target.items(path).stream()
                        .map(item -> item.key().value())
                        .toList());
    }
}
