package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.SkippedItem;

@Tag("store")
class JdbcCopyJournalTest {
    private static final FolderPath WORK = FolderPath.of("Work", "Grüße/2024");

    private final LedgerRig rig;
    private final CopyJournal ann;
    private final CopyJournal bob;

    JdbcCopyJournalTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        rig.importUsers("ann", "bob");
        ann = rig.ledger.journal(rig.id("ann"));
        bob = rig.ledger.journal(rig.id("bob"));
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void anEntryReplacesTheOneOfItsFolder() {
        ann.save(List.of(entry(WORK, "one", 1)), List.of());
        ann.save(List.of(entry(FolderPath.INBOX, "two", 2)), List.of());
        ann.save(List.of(entry(WORK, "three", 3)), List.of());
        bob.save(List.of(entry(WORK, "four", 4)), List.of());

        assertThat(show(ann)).isEqualTo("{INBOX=two 2, Work/Grüße\\/2024=three 3}");
        assertThat(show(bob)).isEqualTo("{Work/Grüße\\/2024=four 4}");
    }

    @Test
    void aStateOfAnyBytesAndSizeComesBack() {
        byte[] state = new byte[2_000_000];
        new Random(1).nextBytes(state);
        ann.save(List.of(new JournalEntry(WORK, FolderPath.of("Arbeit"), state, FolderTally.NOTHING)), List.of());
        bob.save(List.of(new JournalEntry(WORK, WORK, new byte[0], FolderTally.NOTHING)), List.of());

        assertThat(ann.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(state);
            assertThat(entry.target()).isEqualTo(FolderPath.of("Arbeit"));
        });
        assertThat(bob.entries()).singleElement().satisfies(entry -> assertThat(entry.state())
                .isEmpty());
    }

    @Test
    void aRowThatIsNotWhatWasWrittenIsNoState() {
        for (String damage :
                List.of("TARGET_FOLDER = 'Wosk'", "SYNC_STATE = :other", "ITEMS_COPIED = ITEMS_COPIED + 1")) {
            ann.save(List.of(entry(WORK, "one", 1), entry(FolderPath.INBOX, "two", 2)), List.of());
            rig.transactions.run(
                    session -> session.sql("UPDATE FOLDER_JOURNAL SET " + damage + " WHERE SOURCE_FOLDER <> 'INBOX'")
                            .param("other", new byte[] {1})
                            .update());

            assertThat(show(ann)).as(damage).isEqualTo("{INBOX=two 2}");
        }
        ann.save(List.of(entry(WORK, "three", 3)), List.of());
        assertThat(show(ann)).isEqualTo("{INBOX=two 2, Work/Grüße\\/2024=three 3}");
    }

    @Test
    void theUsersProgressIsTheSumOfItsFolders() {
        ann.save(
                List.of(new JournalEntry(WORK, WORK, new byte[1], new FolderTally(1, 2, 3, 4, 5, 6, 7L << 40))),
                List.of());
        ann.save(
                List.of(new JournalEntry(
                        FolderPath.INBOX, WORK, new byte[1], new FolderTally(10, 20, 30, 40, 50, 60, 70))),
                List.of());
        bob.save(List.of(new JournalEntry(WORK, WORK, new byte[1], new FolderTally(7, 0, 0, 0, 0, 0))), List.of());

        FolderTally sum = new FolderTally(11, 22, 33, 44, 55, 66, (7L << 40) + 70);
        assertThat(rig.ledger.users(BATCH))
                .extracting(user -> user.progress().folders(), user -> user.progress()
                        .tally())
                .containsExactly(tuple(2, sum), tuple(1, new FolderTally(7, 0, 0, 0, 0, 0)));
        MigrationUser found = rig.ledger.find(rig.id("ann")).orElseThrow();
        assertThat(found.progress().tally()).isEqualTo(sum);
    }

    @Test
    void skippedItemsComeBackInTheOrderOfFoldersAndOnce() {
        SkippedItem first = skipped(WORK, "12", "first");
        SkippedItem second = skipped(WORK, "3", "second");
        SkippedItem inbox = skipped(FolderPath.INBOX, "12", "inbox");
        ann.save(List.of(entry(WORK, "", 0)), List.of(first, second));
        ann.save(List.of(entry(FolderPath.INBOX, "", 0)), List.of(inbox));
        ann.save(List.of(entry(WORK, "", 0)), List.of(first));
        bob.save(List.of(entry(WORK, "", 0)), List.of(first));

        assertThat(rig.ledger.skipped(rig.id("ann"))).containsExactly(inbox, first, second);
        assertThat(rig.ledger.skipped(rig.id("bob"))).containsExactly(first);
    }

    @Test
    void aFolderThatIsReopenedForgetsItsSkippedItemsAndNoOthers() {
        SkippedItem work = skipped(WORK, "12", "work");
        SkippedItem inbox = skipped(FolderPath.INBOX, "12", "inbox");
        ann.save(List.of(entry(WORK, "before", 1)), List.of(work));
        ann.save(List.of(entry(FolderPath.INBOX, "", 0)), List.of(inbox));
        bob.save(List.of(entry(WORK, "", 0)), List.of(work));

        ann.reopen(List.of(entry(WORK, "after", 2)));

        assertThat(rig.ledger.skipped(rig.id("ann"))).containsExactly(inbox);
        assertThat(rig.ledger.skipped(rig.id("bob"))).containsExactly(work);
        assertThat(show(ann)).contains("=after 2");
    }

    @Test
    void entriesFollowTheirFoldersToOtherNamesEvenInACircle() {
        FolderPath one = FolderPath.of("One");
        FolderPath two = FolderPath.of("Two");
        FolderPath three = FolderPath.of("Three");
        ann.save(List.of(entry(one, "one", 1)), List.of(skipped(one, "1", "")));
        ann.save(List.of(entry(two, "two", 2)), List.of(skipped(two, "2", "")));
        ann.save(List.of(entry(three, "three", 3)), List.of());
        ann.save(List.of(entry(WORK, "work", 4)), List.of(skipped(WORK, "4", "")));
        bob.save(List.of(entry(one, "bob", 5)), List.of());

        ann.rename(Map.of(one, two, two, one, FolderPath.of("Nowhere"), three));
        ann.rename(Map.of(two, three));

        assertThat(show(ann)).isEqualTo("{One=two 2, Three=one 1, Work/Grüße\\/2024=work 4}");
        assertThat(show(bob)).isEqualTo("{One=bob 5}");
        assertThat(ann.entries())
                .filteredOn(entry -> entry.source().equals(three))
                .extracting(JournalEntry::target)
                .containsExactly(one);
        assertThat(rig.ledger.skipped(rig.id("ann"))).containsExactly(skipped(WORK, "4", ""));
    }

    @Test
    void aHostileHeaderIsCutAndDoesNoHarm() {
        SkippedItem item = skipped(WORK, "x".repeat(1000), "'; DROP TABLE SKIPPED_ITEM; --\0" + "y".repeat(100_000));
        ann.save(List.of(entry(WORK, "", 0)), List.of(item));

        SkippedItem kept = rig.ledger.skipped(rig.id("ann")).get(0);
        assertThat(kept.subject())
                .hasSize(4000)
                .startsWith("'; DROP TABLE SKIPPED_ITEM; --\uFFFDyyy")
                .endsWith("y…");
        assertThat(kept.key()).isEqualTo(item.key());
    }

    @Test
    void aSaveThatFailsLeavesNothingBehind() {
        CopyJournal nobody = rig.ledger.journal(new UserId(4711));
        assertThatThrownBy(() -> nobody.save(List.of(entry(WORK, "", 0)), List.of()))
                .isInstanceOf(RuntimeException.class);

        ann.save(List.of(entry(WORK, "before", 1)), List.of());
        SkippedItem storable = skipped(WORK, "1", "");
        SkippedItem unstorable = new SkippedItem(
                WORK, storable.key(), storable.reason(), "", Instant.parse("+300000-01-01T00:00:00Z"), "", "", 1, "");
        assertThatThrownBy(() -> ann.save(List.of(entry(WORK, "after", 2)), List.of(unstorable)))
                .isInstanceOf(RuntimeException.class);

        assertThat(show(ann)).isEqualTo("{Work/Grüße\\/2024=before 1}");
    }

    private static JournalEntry entry(FolderPath folder, String state, long copied) {
        return new JournalEntry(
                folder, folder, state.getBytes(StandardCharsets.UTF_8), new FolderTally(copied, copied, 0, 0, 0, 0));
    }

    private static SkippedItem skipped(FolderPath folder, String key, String subject) {
        return new SkippedItem(
                folder,
                new ItemKey(key),
                FailureCode.ITEM_REFUSED,
                "<1@example.test>",
                Instant.parse("1999-12-31T23:59:59Z"),
                "Ünal <u@example.test>",
                subject,
                5_000_000_000L,
                "NO [LIMIT] no");
    }

    private static String show(CopyJournal journal) {
        return journal.entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.source().toString(),
                        entry -> new String(entry.state(), StandardCharsets.UTF_8) + " "
                                + entry.tally().copied(),
                        (one, other) -> one + other,
                        TreeMap::new))
                .toString();
    }
}
