package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

class CopyRecordTest {
    private static final FolderPath OLD = FolderPath.of("Old");

    private final World world = World.able();
    private final MemoryJournal journal = new MemoryJournal(WireTap.NONE);

    private CopyRecord record(FolderTally inbox, FolderTally work, FolderTally old) {
        journal.save(List.of(entry(World.INBOX, inbox), entry(World.WORK, work), entry(OLD, old)), List.of());
        CopySettings settings =
                new CopySettings(FolderChoice.ALL, -1, -1, 1, 1, false, LabelMode.ONE_COPY, world.spool);
        return new CopyRecord(journal, new CopyContext(settings, CopyProgress.SILENT, world.clock, world.clock));
    }

    private static JournalEntry entry(FolderPath path, FolderTally tally) {
        return new JournalEntry(path, path, new byte[0], tally);
    }

    private static FolderTally tally(long inSource, long copied) {
        return new FolderTally(inSource, copied, 0, 0, 0, 0);
    }

    @Test
    void anItemWithoutAFateIsNotMadeUpForByAnotherFolder() {
        CopyRecord record = record(tally(5, 4), tally(5, 6), tally(5, 3));

        assertThat(record.undecided(Set.of(World.INBOX, World.WORK))).isEqualTo(2);
        assertThat(record.undecided(Set.of(World.INBOX))).isEqualTo(1);
    }

    @Test
    void foldersThatWereGivenUpDoNotCount() {
        CopyRecord record = record(tally(5, 5), tally(5, 5), tally(5, 3));

        record.failed(new FolderFailure(OLD, FailureCode.FOLDER_GONE, "gone"));

        assertThat(record.undecided(Set.of(World.INBOX, World.WORK, OLD))).isZero();
    }
}
