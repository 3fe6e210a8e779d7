package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;

class OwnKeysTest {
    @RepeatedTest(200)
    void gapsAndCopiesTogetherAreAllKeys(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        CopiedItems copied = CopiedItems.NONE.plus(CopiedItemsTest.randomItems(random, random.nextInt(40), 5));
        Set<Long> own = new TreeSet<>();
        copied.runs().stream()
                .filter(each -> each.target() != CopiedRun.UNKEYED)
                .forEach(each -> java.util.stream.LongStream.range(each.target(), each.targetEnd())
                        .forEach(own::add));
        copied.others().forEach(item -> item.copy().ifPresent(copy -> own.add(KeyNumber.of(copy))));
        long from = random.nextInt(30);
        long to = random.nextInt(90);
        List<ItemKey> expected = new ArrayList<>();
        for (long key = from; key < to; key++) {
            if (!own.contains(key)) {
                expected.add(KeyNumber.key(key));
            }
        }
        long firstGap = from;
        while (own.contains(firstGap)) {
            firstGap++;
        }

        OwnKeys keys = new OwnKeys(copied, from);

        assertThat(keys.gaps(from, to, expected.size())).contains(expected);
        assertThat(keys.gaps(from, to, expected.size() - 1).isPresent()).isEqualTo(expected.isEmpty());
        FolderState state = FolderState.fresh(FolderStatus.UNKNOWN, new FolderMark("1", ""))
                .withCopied(List.of())
                .withTbase(new FolderMark("1", Long.toString(from)));
        FolderState filled = new FolderState(
                state.source(),
                state.tbase(),
                copied,
                state.fates(),
                state.intents(),
                state.suspects(),
                0,
                KnownIdentities.NONE);
        assertThat(filled.advanced().tbase()).isEqualTo(new FolderMark("1", Long.toString(firstGap)));
    }
}
