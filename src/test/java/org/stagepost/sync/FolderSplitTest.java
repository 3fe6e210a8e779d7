package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;

class FolderSplitTest {
    private final Map<FolderPath, Long> items = new HashMap<>();
    private final List<FolderPair> folders = new ArrayList<>();

    private void folder(FolderPath path, long count) {
        items.put(path, count);
        folders.add(new FolderPair(new Folder(path, Set.of(), true, false), path, Set.of()));
    }

    private Optional<FolderSplit> split(long leastItems) {
        return FolderSplit.of(folders, pair -> items.get(pair.path()), leastItems);
    }

    @Test
    void aSmallMailboxStaysWhole() {
        folder(World.INBOX, 50);
        folder(World.WORK, 49);

        assertThat(split(100)).isEmpty();
        assertThat(split(99)).isPresent();
    }

    @Test
    void oneLargeFolderIsNotSplit() {
        folder(World.INBOX, 1000);
        folder(World.WORK, 19);

        assertThat(split(100)).isEmpty();
    }

    @Test
    void theInboxIsInTheFirst() {
        folder(World.INBOX, 10);
        folder(World.WORK, 1000);

        assertThat(split(10).orElseThrow().first()).containsExactly(folders.get(0));
    }

    @RepeatedTest(50)
    void eachFolderIsInOneOfThemInTheOrderItHad(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        folder(World.INBOX, random.nextInt(100));
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            folder(FolderPath.of("Folder " + i), random.nextInt(100));
        }

        split(0).ifPresent(split -> {
            List<FolderPair> all = new ArrayList<>(split.first());
            all.addAll(split.second());
            assertThat(all).containsExactlyInAnyOrderElementsOf(folders);
            assertThat(folders).containsSubsequence(split.first()).containsSubsequence(split.second());
            long heaviest =
                    items.values().stream().mapToLong(Long::longValue).max().orElse(0);
            assertThat(Math.abs(weight(split.first()) - weight(split.second()))).isLessThanOrEqualTo(heaviest);
        });
    }

    private long weight(List<FolderPair> some) {
        return some.stream().mapToLong(pair -> items.get(pair.path())).sum();
    }
}
