package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

class MirrorTest {
    private static final FolderPath INBOX = FolderPath.INBOX;

    private final World world = World.able();

    @Test
    void deletesTheCopiesOfWhatIsGoneAndNothingElse() {
        world.deliverForeign(INBOX, World.mail("foreign"));
        FolderAccount known = copied(5);
        world.source.expunge(INBOX, new ItemKey("2"));
        world.source.expunge(INBOX, new ItemKey("5"));

        FolderAccount after = follow(known, "2", "5");

        assertThat(subjects()).containsExactly("foreign", "mail 1", "mail 3", "mail 4");
        assertThat(after.state().copied().stream().map(item -> item.source().value()))
                .containsExactly("1", "3", "4");
        assertThat(after.tally()).isEqualTo(new FolderTally(5, 3, 0, 0, 2, 0));
    }

    @Test
    void whatTheSourceStillHasIsKeptWhateverAListingLeftOut() {
        FolderAccount known = copied(3);
        world.source.expunge(INBOX, new ItemKey("2"));

        FolderAccount after = follow(known, "1", "2", "3");

        assertThat(subjects()).containsExactly("mail 1", "mail 3");
        assertThat(after.state().copied().marked(MarksMerge.GONE)).isEmpty();
        assertThat(after.state().isDecided(new ItemKey("1"))).isTrue();
    }

    @Test
    void copyThatSomebodyElseDeletedIsNoFault() {
        FolderAccount known = copied(2);
        world.source.expunge(INBOX, new ItemKey("1"));
        world.target.expunge(INBOX, world.target.items(INBOX).get(0).key());

        assertThat(follow(known, "1").state().copied().size()).isEqualTo(1);
        assertThat(subjects()).containsExactly("mail 2");
    }

    @Test
    void adoptedCopiesCountAsVanishedToo() {
        assertThat(new FolderTally(9, 1, 5, 2, 1, 7).removed(3)).isEqualTo(new FolderTally(9, 0, 3, 2, 4, 7));
    }

    @Test
    void targetThatCannotDeleteSingleItemsIsRefused() {
        world.target.with(Set.of(Capability.KEYS_ON_APPEND));

        try (TargetMailbox target = world.target.target()) {
            assertThatThrownBy(() -> Mirror.require(target))
                    .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.MIRROR_IMPOSSIBLE));
        }
    }

    private FolderAccount copied(int items) {
        List<CopiedItem> copies = new ArrayList<>();
        for (int i = 1; i <= items; i++) {
            ItemKey source = world.deliver(INBOX, World.mail("mail " + i));
            copies.add(CopiedItem.keyed(source, world.target.deliver(INBOX, World.mail("mail " + i)), Marks.NONE));
        }
        FolderState state = FolderState.fresh(FolderStatus.UNKNOWN, new FolderMark("1", "1"))
                .withCopied(copies);
        return new FolderAccount(state, new FolderTally(items, items, 0, 0, 0, 0));
    }

    private FolderAccount follow(FolderAccount known, String... gone) {
        List<CopiedItem> noted = known.state().copied().stream()
                .filter(item -> List.of(gone).contains(item.source().value()))
                .map(item -> item.marked(MarksMerge.GONE))
                .toList();
        FolderPair pair = new FolderPair(new Folder(INBOX, Set.of(), true, true), INBOX, Set.of());
        try (SourceMailbox source = world.source.source();
                TargetMailbox target = world.target.target()) {
            source.list(INBOX).await();
            return new Mirror(source, target, pair)
                    .follow(known.with(known.state().withCopied(noted)));
        }
    }

    private List<String> subjects() {
        return world.target.items(INBOX).stream()
                .map(MemoryItem::text)
                .map(text -> text.replaceAll("(?s).*Subject: ([^\r]*).*", "$1"))
                .toList();
    }
}
