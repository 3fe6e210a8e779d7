package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

class RenamedFoldersTest {
    private static final FolderPath OLD = FolderPath.of("Old");
    private static final FolderPath NEW = FolderPath.of("New");
    private static final FolderPath OTHER = FolderPath.of("Other");

    @Test
    void folderIdSaysSo() {
        assertThat(names(entries(entry(OLD, "7", "a")), folder(NEW, "7", "9", "a"), folder(OTHER, "7", "9", "b")))
                .containsExactly("Old > New certain");
    }

    @Test
    void folderIdSaysSoEvenOfAFolderThatWasRebuilt() {
        assertThat(names(entries(entry(OLD, "7", "a")), folder(NEW, "8", "3", "a")))
                .containsExactly("Old > New certain");
    }

    @Test
    void folderWithAnotherIdIsAnotherOneWhateverItsNumbers() {
        assertThat(names(entries(entry(OLD, "7", "a")), folder(NEW, "7", "9", "b")))
                .isEmpty();
    }

    @Test
    void numbersAloneAreToBeProven() {
        assertThat(names(entries(entry(OLD, "7", "")), folder(NEW, "7", "9", ""), folder(OTHER, "7", "12", "x")))
                .containsExactly("Old > New", "Old > Other");
    }

    @Test
    void folderThatBeginsAnewIsNone() {
        assertThat(names(entries(entry(OLD, "7", "")), folder(NEW, "8", "9", ""), folder(OTHER, "7", "8", "")))
                .isEmpty();
    }

    @Test
    void folderThatIsStillThereDidNotMove() {
        assertThat(names(entries(entry(OLD, "7", "")), folder(OLD, "7", "10", ""), folder(NEW, "7", "10", "")))
                .isEmpty();
        assertThat(names(entries(entry(OLD, "7", "a")), folder(OLD, "8", "10", "a"), folder(NEW, "7", "10", "")))
                .isEmpty();
    }

    @Test
    void anotherFolderMayHaveTakenItsName() {
        assertThat(names(entries(entry(OLD, "7", "")), folder(OLD, "8", "10", ""), folder(NEW, "7", "10", "")))
                .containsExactly("Old > New");
        assertThat(names(entries(entry(OLD, "7", "a")), folder(OLD, "7", "10", "b"), folder(NEW, "7", "10", "a")))
                .containsExactly("Old > New certain");
    }

    @Test
    void foldersThatChangedNamesAreBothFound() {
        assertThat(names(
                        entries(entry(OLD, "7", "a"), entry(NEW, "8", "b")),
                        folder(OLD, "8", "9", "b"),
                        folder(NEW, "7", "9", "a")))
                .containsExactlyInAnyOrder("New > Old certain", "Old > New certain");
    }

    @Test
    void knownFolderIsNoNewOne() {
        assertThat(names(entries(entry(OLD, "7", ""), entry(NEW, "7", "")), folder(NEW, "7", "9", "")))
                .isEmpty();
    }

    @Test
    void inboxNodesAndUnreadableStatesStayOut() {
        JournalEntry damaged = new JournalEntry(OLD, OLD, new byte[] {1, 2, 3}, FolderTally.NOTHING);
        Folder node = new Folder(NEW, Set.of(), false, false, status("7", "9", "a"));

        assertThat(names(List.of(damaged), folder(NEW, "7", "9", "a"))).isEmpty();
        assertThat(names(entries(entry(OLD, "7", "a")), node)).isEmpty();
        assertThat(names(entries(entry(OLD, "7", "a")), folder(FolderPath.INBOX, "7", "9", "a")))
                .isEmpty();
        assertThat(names(entries(entry(FolderPath.INBOX, "7", "a")), folder(NEW, "7", "9", "a")))
                .isEmpty();
    }

    private static List<String> names(List<JournalEntry> entries, Folder... folders) {
        return RenamedFolders.of(entries, List.of(folders)).stream()
                .map(found -> found.entry().source() + " > " + found.now() + (found.certain() ? " certain" : ""))
                .toList();
    }

    private static List<JournalEntry> entries(JournalEntry... entries) {
        return List.of(entries);
    }

    private static JournalEntry entry(FolderPath path, String identity, String id) {
        FolderState state = FolderState.fresh(status(identity, "9", id), new FolderMark("1", "1"))
                .withCopied(List.of(CopiedItem.keyed(new ItemKey("1"), new ItemKey("1"), Marks.NONE)));
        return new JournalEntry(path, path, FolderStateCodec.encode(state), FolderTally.NOTHING);
    }

    private static Folder folder(FolderPath path, String identity, String position, String id) {
        return new Folder(path, Set.of(), true, false, status(identity, position, id));
    }

    private static FolderStatus status(String identity, String position, String id) {
        return new FolderStatus(identity, position, 1, "5", id);
    }

    @Test
    void equalItemsAtBothEndsProveIt() {
        assertThat(isProven(20, 20, 0)).isTrue();
        assertThat(isProven(20, 25, 0)).isTrue();
        assertThat(isProven(1, 1, 0)).isTrue();
    }

    @Test
    void otherItemsOrNoneProveNothing() {
        assertThat(isProven(20, 20, 1)).isFalse();
        assertThat(isProven(20, 20, 20)).isFalse();
        assertThat(isProven(20, 0, 0)).isFalse();
        assertThat(isProven(0, 0, 0)).isFalse();
    }

    /** So many were copied; so many are in the folder now, and the one with that number is another. */
    private static boolean isProven(int copied, int present, int odd) {
        World world = World.able();
        world.source.folder(NEW);
        world.target.folder(OLD);
        FolderState state = FolderState.fresh(status("7", "9", ""), new FolderMark("1", "1"));
        for (int i = 1; i <= copied; i++) {
            ItemKey copy = world.target.deliver(OLD, World.mail("mail " + i));
            state = state.withCopied(List.of(CopiedItem.keyed(new ItemKey(Integer.toString(i)), copy, Marks.NONE)));
        }
        for (int i = 1; i <= present; i++) {
            world.deliver(NEW, World.mail(i == odd ? "another" : "mail " + i));
        }
        JournalEntry entry = new JournalEntry(OLD, OLD, FolderStateCodec.encode(state), FolderTally.NOTHING);
        try (SourceMailbox source = world.source.source();
                TargetMailbox target = world.target.target()) {
            source.list(NEW).await();
            return new RenameProof(source, target).holds(new RenamedFolders.Candidate(entry, state, NEW, false));
        }
    }
}
