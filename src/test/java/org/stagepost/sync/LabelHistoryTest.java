package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.stagepost.mailbox.Capability;

/**
 * Messages come, get labels, lose them and are thrown away by chance, between runs that end or die. They lose none between
 * a death and the next run: a copy that was on its way to a folder that no longer shows its message is not recognised.
 */
class LabelHistoryTest {
    private static final List<String> LABELS = List.of("INBOX", "Work", "Work/Deep", "Zeal", LabelledWorld.SENT);
    private static final int STEPS = 40;

    private final Map<String, Set<String>> messages = new TreeMap<>();
    private final Set<String> thrownAway = new TreeSet<>();
    private LabelledWorld gmail = LabelledWorld.able();
    private int count;
    private boolean died;

    @RepeatedTest(300)
    void eachMessageIsThereOnceWhateverItsLabelsWere(RepetitionInfo run) {
        Random random = begin(run);
        for (int step = 0; step < STEPS; step++) {
            happens(random);
            if (random.nextInt(6) == 0) {
                runs(random);
            }
        }
        ends();

        List<String> subjects = LabelledWorld.subjects(gmail.world.target);
        assertThat(subjects).doesNotHaveDuplicates().containsAll(messages.keySet());
        assertThat(thrownAway).containsAll(without(subjects, messages.keySet()));
    }

    @RepeatedTest(300)
    void theMirrorHasEachMessageOfTheSourceOnceAndNoOther(RepetitionInfo run) {
        Random random = begin(run);
        gmail.world.mirror = true;
        for (int step = 0; step < STEPS; step++) {
            happens(random);
            if (random.nextInt(6) == 0) {
                runs(random);
            }
        }
        ends();

        assertThat(LabelledWorld.subjects(gmail.world.target)).containsExactlyInAnyOrderElementsOf(messages.keySet());
    }

    /** Labels only come: a copy in a folder that no longer shows the message cannot be recognised without a state. */
    @RepeatedTest(300)
    void aLostStateIsMadeUpAgain(RepetitionInfo run) {
        Random random = begin(run);
        for (int step = 0; step < STEPS; step++) {
            arrivesOrGetsLabel(random);
            if (random.nextInt(8) == 0) {
                runs(random);
                if (random.nextBoolean()) {
                    gmail.world.journal.wipe();
                }
            }
        }
        ends();

        assertThat(LabelledWorld.subjects(gmail.world.target)).containsExactlyInAnyOrderElementsOf(messages.keySet());
    }

    private Random begin(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<List<Capability>> ladder = World.ladder();
        List<Capability> target = ladder.get(1 + random.nextInt(ladder.size() - 1));
        gmail = new LabelledWorld(EnumSet.copyOf(target)).labels("Work", "Work/Deep", "Zeal");
        if (random.nextInt(4) == 0) {
            gmail.world.source.with(Set.of(Capability.LABELS));
        }
        return random;
    }

    private void happens(Random random) {
        if (random.nextInt(3) > 0 || messages.isEmpty() || died) {
            arrivesOrGetsLabel(random);
            return;
        }
        String id = some(random);
        Set<String> folders = messages.getOrDefault(id, Set.of());
        String folder = new ArrayList<>(folders).get(random.nextInt(folders.size()));
        if (random.nextInt(4) == 0) {
            folders.forEach(shown -> gmail.unlabel(id, shown));
            messages.remove(id);
            if (random.nextBoolean()) {
                messages.put(id, new TreeSet<>(Set.of(LabelledWorld.TRASH)));
                gmail.label(id, LabelledWorld.TRASH);
            } else {
                thrownAway.add(id);
            }
        } else if (folders.size() > 1 && !folder.equals(LabelledWorld.ALL)) {
            folders.remove(folder);
            gmail.unlabel(id, folder);
        }
    }

    private void arrivesOrGetsLabel(Random random) {
        String label = LABELS.get(random.nextInt(LABELS.size()));
        if (random.nextBoolean() || messages.isEmpty()) {
            String id = "m" + ++count;
            messages.put(id, new TreeSet<>(Set.of(LabelledWorld.ALL)));
            gmail.label(id, LabelledWorld.ALL);
            if (random.nextInt(4) > 0) {
                show(id, label);
            }
        } else {
            show(some(random), random.nextInt(5) == 0 ? LabelledWorld.STARRED : label);
        }
    }

    private void show(String id, String folder) {
        Set<String> folders = messages.getOrDefault(id, Set.of());
        if (folders.contains(LabelledWorld.ALL) && folders.add(folder)) {
            gmail.label(id, folder);
        }
    }

    private String some(Random random) {
        return new ArrayList<>(messages.keySet()).get(random.nextInt(messages.size()));
    }

    private void runs(Random random) {
        if (random.nextBoolean()) {
            gmail.world.tap.crashAt(random.nextInt(60), random.nextBoolean());
        }
        Throwable end = catchThrowable(gmail.world::copyAll);
        gmail.world.tap.heal();
        died = end != null;
        assertThat(end == null || end instanceof Crash).as("%s", end).isTrue();
    }

    private void ends() {
        FolderTally tally = gmail.world.copyAll();
        assertThat(tally.pending()).isZero();
        gmail.world.copyAll();
        gmail.assertSettled();
    }

    private static List<String> without(List<String> some, Set<String> others) {
        List<String> left = new ArrayList<>(some);
        left.removeAll(others);
        return left;
    }
}
