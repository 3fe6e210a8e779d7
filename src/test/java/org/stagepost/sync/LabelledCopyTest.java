package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

class LabelledCopyTest {
    private static final FolderPath ARCHIVE = FolderPath.parse(LabelledWorld.ARCHIVE);

    private static LabelledWorld mailbox() {
        return mailbox(Set.of(Capability.values()));
    }

    private static LabelledWorld mailbox(Set<Capability> target) {
        return new LabelledWorld(target)
                .labels("Work", "Work/Deep", "Zeal")
                .message("a", "INBOX", "Work", LabelledWorld.ALL)
                .message("b", "Work", "Work/Deep", "Zeal", LabelledWorld.STARRED, LabelledWorld.ALL)
                .message("c", LabelledWorld.SENT, "Zeal", LabelledWorld.ALL)
                .message("d", LabelledWorld.STARRED, LabelledWorld.ALL)
                .message("e", LabelledWorld.ALL)
                .message("f", LabelledWorld.TRASH);
    }

    @Test
    void eachMessageIsThereOnceInItsFirstFolder() {
        LabelledWorld gmail = mailbox();

        String places = gmail.copied();

        assertThat(places).isEqualTo("Archive: d e, INBOX: a, Work/Deep: b, [Gmail]/Sent Mail: c, [Gmail]/Trash: f");
        FolderTally tally = gmail.world.copyAll();
        assertThat(tally).isEqualTo(new FolderTally(13, 6, 0, 0, 0, 7, tally.bytesCopied()));
        gmail.assertSettled();
    }

    @Test
    void viewsOfAllMailAreNotMade() {
        LabelledWorld gmail = mailbox();

        gmail.copied();

        assertThat(gmail.world.target.folders())
                .noneMatch(folder -> folder.path().equals(FolderPath.parse(LabelledWorld.STARRED))
                        || folder.path().equals(FolderPath.parse(LabelledWorld.ALL)));
    }

    @Test
    void aViewHoldsWhatNoOtherFolderShowsWhereAllMailIsExcluded() {
        LabelledWorld gmail = mailbox();
        gmail.world.excluded = List.of("#All#");

        assertThat(gmail.copied())
                .isEqualTo("INBOX: a, Work/Deep: b, [Gmail]/Sent Mail: c, [Gmail]/Starred: d, [Gmail]/Trash: f");
        gmail.assertSettled();
    }

    @Test
    void allCopiesAreMadeWhereTheyAreWanted() {
        LabelledWorld gmail = mailbox();
        gmail.world.labels = LabelMode.ALL_COPIES;

        gmail.copied();

        assertThat(LabelledWorld.places(gmail.world.target)).isEqualTo(LabelledWorld.places(gmail.world.source));
        gmail.assertSettled();
    }

    @Test
    void messagesThatAreLabelledAreCopiedOnceAllCopiesAreWanted() {
        LabelledWorld gmail = mailbox();
        gmail.copied();
        gmail.world.labels = LabelMode.ALL_COPIES;

        gmail.copied();

        assertThat(LabelledWorld.subjects(gmail.world.target))
                .hasSameSizeAs(LabelledWorld.subjects(gmail.world.source));
    }

    @Test
    void aMessageIsKnownAgainInTheFolderThatItIsMovedTo() {
        LabelledWorld gmail = mailbox();
        String before = gmail.copied();
        gmail.label("e", "INBOX");
        gmail.unlabel("a", "INBOX");
        gmail.label("a", "Work/Deep");
        gmail.unlabel("c", "Zeal");

        assertThat(gmail.copied()).isEqualTo(before);
        gmail.assertSettled();
    }

    @Test
    void aMessageThatComesBackIntoItsFolderIsNotCopiedAgain() {
        LabelledWorld gmail = mailbox();
        String before = gmail.copied();
        gmail.unlabel("a", "INBOX");
        gmail.copied();
        gmail.label("a", "INBOX");

        assertThat(gmail.copied()).isEqualTo(before);
        gmail.assertSettled();
    }

    @Test
    void aMessageThatIsThrownAwayStaysWhereItsCopyIs() {
        LabelledWorld gmail = mailbox();
        String before = gmail.copied();
        gmail.unlabel("a", "INBOX");
        gmail.unlabel("a", "Work");
        gmail.unlabel("a", LabelledWorld.ALL);
        gmail.label("a", LabelledWorld.TRASH);

        assertThat(gmail.copied()).isEqualTo(before);
        gmail.assertSettled();
    }

    @Test
    void theMirroredCopyMovesToTheFolderThatShowsTheMessageNow() {
        LabelledWorld gmail = mailbox();
        gmail.world.mirror = true;
        gmail.copied();
        gmail.unlabel("a", "INBOX");
        gmail.unlabel("b", "Work/Deep");
        gmail.label("b", "INBOX");
        gmail.unlabel("c", LabelledWorld.SENT);
        gmail.unlabel("c", "Zeal");

        assertThat(gmail.copied()).isEqualTo("Archive: c d e, INBOX: b, Work: a, [Gmail]/Trash: f");
        gmail.assertSettled();
    }

    @Test
    void whatIsRefusedInItsFolderIsNamedOnceAndTriedOnce() {
        LabelledWorld gmail = mailbox();
        gmail.world.badItemLimit = 1;
        gmail.world.target.refusing((folder, item) ->
                item.text().contains("Text of b") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());

        FolderTally tally = gmail.world.copyAll();

        assertThat(tally).isEqualTo(new FolderTally(13, 5, 0, 1, 0, 7, tally.bytesCopied()));
        assertThat(gmail.world.journal.skipped()).singleElement().satisfies(item -> assertThat(item.folder())
                .isEqualTo(FolderPath.of("Work", "Deep")));
        gmail.world.target.refusing((folder, item) -> Optional.empty());
        assertThat(gmail.copied())
                .isEqualTo("Archive: d e, INBOX: a, Work/Deep: b, [Gmail]/Sent Mail: c, [Gmail]/Trash: f");
        gmail.assertSettled();
    }

    /** Taken from the folder between its listing and its reading. */
    @Test
    void aMessageThatLosesItsFirstFolderDuringTheRunGoesIntoTheNext() {
        LabelledWorld gmail = mailbox();
        gmail.world.tap.onCall("read Work/Deep", () -> {
            if (LabelledWorld.places(gmail.world.source).contains("Work/Deep")) {
                gmail.unlabel("b", "Work/Deep");
            }
        });

        assertThat(gmail.copied()).isEqualTo("Archive: d e, INBOX: a, Work: b, [Gmail]/Sent Mail: c, [Gmail]/Trash: f");
        gmail.copied(); // takes note that it has not vanished for good
        gmail.assertSettled();
    }

    @Test
    void aFolderThatDisappearsDuringTheRunLeavesItsMessagesToTheOthers() {
        LabelledWorld gmail = mailbox();
        gmail.world.tap.onCall("read Work/Deep", () -> gmail.world.source.remove(FolderPath.of("Work", "Deep")));

        try (MailboxCopy copy = gmail.world.copier()) {
            World.run(copy);
            assertThat(copy.failedFolders()).singleElement().satisfies(failure -> assertThat(failure.code())
                    .isEqualTo(FailureCode.FOLDER_GONE));
        }

        assertThat(LabelledWorld.subjects(gmail.world.target)).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
        gmail.assertSettled();
    }

    @Test
    void aLostStateFindsTheCopiesThoughTheLabelsAreOthersNow() {
        LabelledWorld gmail = mailbox();
        String before = gmail.copied();
        gmail.world.journal.wipe();
        gmail.label("b", "INBOX");
        gmail.label("e", "Zeal");

        assertThat(gmail.copied()).isEqualTo(before);
        gmail.assertSettled();
    }

    /** More than are opened at a time elsewhere. */
    @Test
    void aLostStateFindsACopyInTheLastOfManyFolders() {
        String[] labels =
                IntStream.rangeClosed(10, 50).mapToObj(number -> "L" + number).toArray(String[]::new);
        LabelledWorld gmail = LabelledWorld.able().labels(labels).message("a", "L50", LabelledWorld.ALL);
        gmail.copied();
        gmail.world.journal.wipe();
        gmail.label("a", "INBOX");

        assertThat(gmail.copied()).isEqualTo("L50: a");
    }

    @Test
    void copiesThatWereMadeInEveryFolderStayAndNewMailIsThereOnce() {
        LabelledWorld gmail = mailbox();
        gmail.world.labels = LabelMode.ALL_COPIES;
        gmail.copied();
        gmail.world.labels = LabelMode.ONE_COPY;
        gmail.message("g", "INBOX", "Zeal", LabelledWorld.ALL);

        gmail.copied();

        assertThat(LabelledWorld.subjects(gmail.world.target)).hasSize(16).containsOnlyOnce("g");
        gmail.assertSettled();
    }

    @Test
    void messagesWithoutAnIdentityAreCopiedInEachFolder() {
        LabelledWorld gmail = LabelledWorld.able().labels("Work");
        gmail.world.deliver(World.INBOX, World.mail("a"));
        gmail.world.deliver(World.WORK, World.mail("a"));

        assertThat(gmail.copied()).isEqualTo("INBOX: a, Work: a");
    }

    @Test
    void equalIdentitiesInOneFolderAreMessagesOfTheirOwn() {
        LabelledWorld gmail = LabelledWorld.able().message("a", "INBOX", "INBOX");

        gmail.copied();

        assertThat(LabelledWorld.subjects(gmail.world.target)).containsExactly("a", "a");
    }

    @Test
    void aSourceThatShowsEachMessageOnceIsCopiedAsItIs() {
        LabelledWorld plain = mailbox();
        plain.world.source.with(List.of(Capability.CHANGES));

        plain.copied();

        assertThat(LabelledWorld.subjects(plain.world.target))
                .hasSameSizeAs(LabelledWorld.subjects(plain.world.source));
        assertThat(plain.world.target.items(ARCHIVE))
                .extracting(MemoryItem::text)
                .isEmpty();
    }

    static Stream<Arguments> everyStep() {
        return World.ladder().stream().flatMap(capabilities -> {
            LabelledWorld counting = mailbox(Set.copyOf(capabilities));
            counting.copied();
            return IntStream.range(0, counting.world.tap.calls().size()).boxed().flatMap(step -> Stream.of(false, true)
                    .map(after -> Arguments.of(capabilities, step, after)));
        });
    }

    @ParameterizedTest(name = "{0}, step {1}, after its effect: {2}")
    @MethodSource("everyStep")
    void resumesToTheSameResult(List<Capability> capabilities, int step, boolean after) {
        LabelledWorld gmail = mailbox(Set.copyOf(capabilities));
        gmail.world.tap.crashAt(step, after);

        assertThat(catchThrowable(gmail.world::copyAll)).isInstanceOf(Crash.class);
        gmail.world.tap.heal();

        assertThat(gmail.copied())
                .isEqualTo("Archive: d e, INBOX: a, Work/Deep: b, [Gmail]/Sent Mail: c, [Gmail]/Trash: f");
        FolderTally tally = gmail.world.copyAll();
        assertThat(tally.labelled()).isEqualTo(7);
        assertThat(tally.inSource()).isEqualTo(13);
        gmail.assertSettled();
    }
}
