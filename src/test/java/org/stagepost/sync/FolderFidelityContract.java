package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** Copies mailboxes with odd folders, a message in each, to one kind of target, and looks at where they are then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FolderFidelityContract {
    private final int column;

    /** @param column of the table, counted from the first kind of target */
    FolderFidelityContract(int column) {
        this.column = column;
    }

    static List<FolderCase> cases() {
        return FolderCase.all();
    }

    abstract TargetMailbox target(World world, FolderCase row);

    abstract SourceMailbox sameMailbox(World world, FolderCase row);

    @ParameterizedTest
    @MethodSource("cases")
    void standsWhereTheTableSays(FolderCase row) {
        World world = worldOf(row);
        TargetMailbox target = target(world, row);
        Set<FolderPath> before = paths(folders(world, row));
        List<FolderFailure> failures;
        try (MailboxCopy copy = world.copierTo(target)) {
            World.run(copy);
            failures = copy.failedFolders();
        }

        assertThat(places(world, row, before) + named(failures))
                .isEqualTo(row.expected().get(column));
    }

    private static World worldOf(FolderCase row) {
        World world = World.able();
        for (Folder folder : row.copied()) {
            world.source.folder(folder.path(), folder.specialUses().toArray(SpecialUse[]::new));
            world.deliver(folder.path(), World.mail("one"));
            if (folder.subscribed()) {
                world.source.subscribe(folder.path());
            }
        }
        return world;
    }

    private String places(World world, FolderCase row, Set<FolderPath> before) {
        List<Folder> after = folders(world, row);
        String places = row.copied().stream()
                .map(folder -> place(world, row, folder, after))
                .collect(Collectors.joining(" "));
        String same = row.copied().stream().map(FolderCase::word).collect(Collectors.joining(" "));
        return (places.equals(same) ? "same" : places) + strays(world, before, after);
    }

    private String place(World world, FolderCase row, Folder folder, List<Folder> after) {
        Optional<JournalEntry> entry = world.journal.entries().stream()
                .filter(known -> known.source().equals(folder.path()))
                .findFirst();
        if (entry.isEmpty()) {
            return "none";
        }
        Folder copy = after.stream()
                .filter(there -> there.path().equals(entry.get().target()))
                .findFirst()
                .orElseThrow();
        try (SourceMailbox mailbox = sameMailbox(world, row)) {
            int items = mailbox.list(copy.path()).await().items().size();
            return FolderCase.word(copy) + (items == 1 ? "" : "(" + items + ")");
        }
    }

    private static String named(List<FolderFailure> failures) {
        return failures.stream().map(failure -> " " + failure.code()).collect(Collectors.joining());
    }

    /** Folders that hold mail or could, were not there, and are nobody's copy. */
    private static String strays(World world, Set<FolderPath> before, List<Folder> after) {
        Set<FolderPath> known = Stream.concat(
                        before.stream(), world.journal.entries().stream().map(JournalEntry::target))
                .collect(Collectors.toSet());
        return after.stream()
                .filter(folder -> !known.contains(folder.path()))
                .map(folder -> " beside " + FolderCase.word(folder))
                .collect(Collectors.joining());
    }

    private List<Folder> folders(World world, FolderCase row) {
        try (SourceMailbox mailbox = sameMailbox(world, row)) {
            return mailbox.folders().stream().filter(Folder::selectable).toList();
        }
    }

    private static Set<FolderPath> paths(List<Folder> folders) {
        return folders.stream().map(Folder::path).collect(Collectors.toSet());
    }
}
