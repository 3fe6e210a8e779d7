package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.sync.World.INBOX;
import static org.stagepost.sync.World.WORK;
import static org.stagepost.sync.World.mail;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;
import org.stagepost.sync.MailboxForecast.Amount;
import org.stagepost.sync.MailboxForecast.Cause;
import org.stagepost.sync.MailboxForecast.Renamed;

/** What is foretold is what a copy then does. */
class MailboxForecasterTest {
    private final World world = World.able();

    private static MailboxForecast forecast(World of, UnaryOperator<FolderPath> storable, OptionalLong largest) {
        CopySettings settings = new CopySettings(
                FolderChoice.without(of.excluded),
                of.badItemLimit,
                of.largeItemLimit,
                of.sliceItems,
                of.sliceBytes,
                of.mirror,
                of.labels,
                of.spool);
        TargetGround ground = new TargetGround(of.target.folders(), false, storable, largest);
        return new MailboxForecaster(of.source.source(), settings).forecast(ground, of.journal.entries());
    }

    private static MailboxForecast forecast(World of) {
        return forecast(of, UnaryOperator.identity(), OptionalLong.empty());
    }

    private MailboxForecast forecast() {
        return forecast(world);
    }

    @RepeatedTest(50)
    void itemsBytesAndFoldersAreExact(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<FolderPath> paths = List.of(INBOX, WORK, FolderPath.of("work"), FolderPath.of("Work", "Deep"));
        paths.forEach(world.source::folder);
        for (int pass = 0; pass < 3; pass++) {
            for (int i = random.nextInt(12); i > 0; i--) {
                world.deliver(paths.get(random.nextInt(paths.size())), mail(pass + "-" + i));
            }
            world.excluded = random.nextInt(4) == 0 ? List.of("Work/Deep") : List.of();
            FolderTally before = tally();
            int folders = world.target.folders().size();

            MailboxForecast foretold = forecast();
            FolderTally after = world.copyAll();

            assertThat(foretold.toCopy())
                    .as("pass %s of seed %s", pass, run.getCurrentRepetition())
                    .isEqualTo(
                            new Amount(after.copied() - before.copied(), after.bytesCopied() - before.bytesCopied()));
            assertThat(foretold.newFolders()).isEqualTo(world.target.folders().size() - folders);
            assertThat(foretold.maybeThere()).isZero();
        }
    }

    private FolderTally tally() {
        return world.journal.entries().stream().map(JournalEntry::tally).reduce(FolderTally.NOTHING, FolderTally::plus);
    }

    @Test
    void aLookChangesNothing() {
        world.deliver(INBOX, mail("one"));

        forecast();

        assertThat(world.tap.writes()).isEmpty();
        assertThat(world.journal.entries()).isEmpty();
    }

    @Test
    void labelledMessagesAreCountedInTheirFirstFolder() {
        LabelledWorld gmail = LabelledWorld.able()
                .labels("Work", "Zeal")
                .message("a", "INBOX", "Work", LabelledWorld.ALL)
                .message("b", "Work", "Zeal", LabelledWorld.STARRED, LabelledWorld.ALL)
                .message("c", LabelledWorld.ALL);

        MailboxForecast foretold = forecast(gmail.world);
        FolderTally copied = gmail.world.copyAll();

        assertThat(foretold.toCopy()).isEqualTo(new Amount(3, copied.bytesCopied()));
        assertThat(foretold.labelled()).isEqualTo(copied.labelled()).isEqualTo(4);
        assertThat(forecast(gmail.world).toCopy()).isEqualTo(Amount.NOTHING);
    }

    @Test
    void mailThatStandsOnTheTargetAlreadyMayBeRecognised() {
        world.deliver(INBOX, mail("one"));
        world.deliver(INBOX, mail("two"));
        world.target.deliver(INBOX, mail("one"));

        MailboxForecast foretold = forecast();

        assertThat(foretold.toCopy().items()).isEqualTo(2);
        assertThat(foretold.maybeThere()).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeOrEmptyIsNotToBeCopied() {
        world.deliver(INBOX, mail("small"));
        world.deliver(INBOX, mail("x".repeat(300)));
        world.deliver(INBOX, MemoryItem.of("", World.JANUARY, Marks.NONE));

        MailboxForecast foretold = forecast(world, UnaryOperator.identity(), OptionalLong.of(300));

        assertThat(foretold.toCopy().items()).isEqualTo(1);
        assertThat(foretold.tooLarge()).isEqualTo(1);
        assertThat(foretold.empty()).isEqualTo(1);
        assertThat(foretold.largest()).isGreaterThan(600);
        assertThat(foretold.largestIn()).isEqualTo(INBOX);
    }

    @Test
    void otherNamesAreToldWithTheirCause() {
        world.source.folder(WORK).folder(FolderPath.of("WORK")).folder(FolderPath.of("Mr. X"));
        world.source.folder(FolderPath.of("Gesendet"), SpecialUse.SENT);
        world.target.folder(FolderPath.of("Sent"), SpecialUse.SENT);

        MailboxForecast foretold =
                forecast(world, path -> FolderPath.parse(path.toString().replace(".", "=2E")), OptionalLong.empty());

        assertThat(foretold.renamed())
                .containsExactlyInAnyOrder(
                        new Renamed(WORK, FolderPath.of("Work~2"), Cause.CLASH),
                        new Renamed(FolderPath.of("Mr. X"), FolderPath.of("Mr=2E X"), Cause.ESCAPED),
                        new Renamed(FolderPath.of("Gesendet"), FolderPath.of("Sent"), Cause.OTHER_PLACE));
    }

    @Test
    void twoNamesThatAreEscapedToOneStayTwo() {
        world.source.folder(FolderPath.of("a.b")).folder(FolderPath.of("a,b"));

        MailboxForecast foretold = forecast(
                world, path -> FolderPath.parse(path.toString().replaceAll("[.,]", "_")), OptionalLong.empty());

        assertThat(foretold.renamed())
                .extracting(one -> one.target().toString())
                .containsExactlyInAnyOrder("a_b", "a_b~2");
    }

    @Test
    void keywordsAndExcludedFoldersAreTold() {
        world.deliver(INBOX, mail("one", new Marks(Set.of(), Set.of("$Label1", "$label1", "NonJunk"))));
        world.source.folder(FolderPath.of("Old"));
        world.deliver(FolderPath.of("Old"), mail("two"));
        world.excluded = List.of("Old");

        MailboxForecast foretold = forecast();

        assertThat(foretold.keywords()).hasSize(2).contains("NonJunk", "$LABEL1");
        assertThat(foretold.excluded()).isEqualTo(1);
        assertThat(foretold.folders()).isEqualTo(1);
    }

    @Test
    void aSampleIsOfTheItemsToCopy() {
        ItemKey first = world.deliver(INBOX, mail("one"));
        world.copyAll();
        ItemKey second = world.deliver(INBOX, mail("two"));

        MailboxForecast foretold = forecast();

        assertThat(foretold.sample().keys()).containsExactly(second).doesNotContain(first);
    }
}
