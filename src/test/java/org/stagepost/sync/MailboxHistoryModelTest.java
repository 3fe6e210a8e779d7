package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FolderPath;

/**
 * Histories by chance, each cut down to the few events that matter when it fails. How many is
 * {@code jqwik.tries.default}.
 */
@Tag("campaign")
class MailboxHistoryModelTest {
    @Property
    void everySourceItemIsThereOnceAndNothingElseIsTouched(
            @ForAll @IntRange(max = 2) int rung,
            @ForAll @IntRange(min = 1, max = 5) int sliceItems,
            @ForAll @IntRange(max = 2) int landing,
            @ForAll("events") @Size(max = 20) List<MailboxEvent> events) {
        MailboxHistory history = new MailboxHistory(rung, sliceItems, Duration.ofMillis(landing * 300L));

        events.forEach(event -> event.happen(history));
        FolderTally tally = history.world().copyAll();

        assertThat(tally.pending()).isZero();
        history.requireAllOnce();
        history.world().tap.heal();
        assertThat(history.world().copyAll()).isEqualTo(tally);
        assertThat(history.world().tap.writes()).isEmpty();
    }

    @Provide
    Arbitrary<List<MailboxEvent>> events() {
        Arbitrary<FolderPath> folders = Arbitraries.of(MailboxHistory.FOLDERS);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 5);
        Arbitrary<MailboxEvent> delivered = Combinators.combine(
                        folders, numbers, Arbitraries.integers().between(1, 6))
                .as(MailboxEvent.Delivered::new);
        Arbitrary<MailboxEvent> expunged = Combinators.combine(folders, numbers).as(MailboxEvent.Expunged::new);
        Arbitrary<MailboxEvent> marked = Combinators.combine(folders, numbers, Arbitraries.of(Marks.Flag.class))
                .as(MailboxEvent.Marked::new);
        Arbitrary<MailboxEvent> deaths = Combinators.combine(
                        Arbitraries.integers().between(0, 60), Arbitraries.of(true, false))
                .as(MailboxEvent.Death::new);
        Arbitrary<MailboxEvent> events = Arbitraries.frequencyOf(
                Tuple.of(5, delivered),
                Tuple.of(2, expunged),
                Tuple.of(2, marked),
                Tuple.of(5, deaths),
                Tuple.of(2, Arbitraries.just(new MailboxEvent.Pass())),
                Tuple.of(1, folders.map(MailboxEvent.DeliveredToTarget::new)),
                Tuple.of(1, folders.map(MailboxEvent.SourceRebuilt::new)),
                Tuple.of(1, folders.map(MailboxEvent.TargetRebuilt::new)),
                Tuple.of(1, Arbitraries.just(new MailboxEvent.StateLost())),
                Tuple.of(1, Arbitraries.just(new MailboxEvent.BackedUp())),
                Tuple.of(1, Arbitraries.just(new MailboxEvent.RolledBack())));
        return events.list();
    }
}
