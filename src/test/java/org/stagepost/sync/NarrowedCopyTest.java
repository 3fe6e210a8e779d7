package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A copy that looks for the item that breaks its connection, and one that knows it. */
class NarrowedCopyTest {
    private static final ItemKey THIRD = new ItemKey("3");

    static List<List<Capability>> ladder() {
        return World.ladder();
    }

    private static World withMail(List<Capability> capabilities) {
        World world = new World(capabilities);
        for (int i = 0; i < 6; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        return world;
    }

    private static CopyAttempt narrowed(PoisonItem... poison) {
        return new CopyAttempt(CopyAttempt.ALONE, List.of(poison));
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void nothingElseIsOnTheWayWhileAnItemIsAlone(List<Capability> capabilities) {
        World world = withMail(capabilities);
        world.attempt = narrowed();
        world.sliceItems = 1;
        MailboxCopy copy = world.copier();
        for (int i = 0; i < 2; i++) {
            copy.copy(copy.next().orElseThrow());
        }
        Slice third = copy.next().orElseThrow();
        world.tap.heal();
        world.tap.onCall("read INBOX", () -> {
            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "connection reset");
        });

        assertThatThrownBy(() -> copy.copy(third)).hasMessageContaining("connection reset");

        assertThat(third.parts()).extracting(SlicePart::keys).containsExactly(List.of(THIRD));
        assertThat(copy.tally().copied()).isEqualTo(2);
        assertThat(world.tap.calls().stream().filter("ask INBOX"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aPoisonItemIsSkippedAndNamedAndTheOthersAreCopied(List<Capability> capabilities) {
        World world = withMail(capabilities);
        Slice alone = new Slice(List.of(new SlicePart(World.INBOX, List.of(THIRD), 1)));
        world.attempt = narrowed(new PoisonItem(alone, FailureCode.ITEM_UNREADABLE, "connection reset"));

        FolderTally tally = world.copyAll();

        assertThat(tally).isEqualTo(new FolderTally(6, 5, 0, 1, 0, tally.bytesCopied()));
        assertThat(world.journal.skipped())
                .extracting(SkippedItem::key, SkippedItem::reason, SkippedItem::serverReply)
                .containsExactly(tuple(THIRD, FailureCode.ITEM_UNREADABLE, "connection reset"));
    }

    @Test
    void theNextRunTriesAPoisonItemAgain() {
        World world = withMail(List.of(Capability.values()));
        Slice alone = new Slice(List.of(new SlicePart(World.INBOX, List.of(THIRD), 1)));
        world.attempt = narrowed(new PoisonItem(alone, FailureCode.ITEM_REFUSED, "connection reset"));
        world.copyAll();

        world.attempt = CopyAttempt.FIRST;
        world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(world.journal.skipped()).isEmpty();
    }
}
