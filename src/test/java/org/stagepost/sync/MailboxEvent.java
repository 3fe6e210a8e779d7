package org.stagepost.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/** Something that happens to two mailboxes and to what is known of them. */
sealed interface MailboxEvent {
    void happen(MailboxHistory history);

    /** Equal texts are equal mail, and no two are one. */
    record Delivered(FolderPath folder, int text, int times) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            for (int i = 0; i < times; i++) {
                history.deliver(folder, World.mail("mail " + text));
            }
        }
    }

    /** The user's own new mail on the target. */
    record DeliveredToTarget(FolderPath folder) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.deliverForeign(folder);
        }
    }

    /** @param index modulo as many as there are */
    record Expunged(FolderPath folder, int index) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            item(history, folder, index)
                    .ifPresent(item -> history.world().source.expunge(folder, item.key()));
        }
    }

    /** As {@link Expunged}. */
    record Marked(FolderPath folder, int index, Marks.Flag flag) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            item(history, folder, index).ifPresent(item -> history.world()
                    .source
                    .mark(folder, item.key(), new Marks(Set.of(flag), Set.of("$Forwarded"))));
        }
    }

    /** A run to its end. */
    record Pass() implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.world().copyAll();
        }
    }

    /** A run that dies before or after its n-th step. */
    record Death(int step, boolean afterwards) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.die(step, afterwards);
        }
    }

    /** The journal is gone; whoever restores something takes a minute. */
    record StateLost() implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.world().journal.wipe();
            history.world().clock.sleep(Duration.ofMinutes(1));
        }
    }

    /** A copy of the journal is put aside. */
    record BackedUp() implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.backUp();
        }
    }

    /** The journal is as it was then. */
    record RolledBack() implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.rollBack();
            history.world().clock.sleep(Duration.ofMinutes(1));
        }
    }

    /** New UIDVALIDITY and new UIDs. */
    record SourceRebuilt(FolderPath folder) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.world().source.rebuild(folder);
        }
    }

    /** As {@link SourceRebuilt}; a server that does that has come to rest before. */
    record TargetRebuilt(FolderPath folder) implements MailboxEvent {
        @Override
        public void happen(MailboxHistory history) {
            history.world().clock.sleep(Duration.ofMinutes(1));
            history.world().target.items(folder);
            history.world().target.rebuild(folder);
        }
    }

    private static Optional<MemoryItem> item(MailboxHistory history, FolderPath folder, int index) {
        List<MemoryItem> items = history.world().source.items(folder);
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(index % items.size()));
    }
}
