package org.stagepost.cli.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;

/** What is to be told of one mailbox, gathered so that it is told once a second. Not thread-safe. */
final class MailboxEvents {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final String address;
    private final Told known = new Told();
    private final Told done = new Told();
    private String folder = "";
    private String worker;

    /** Sums, and when they were told last. */
    private static final class Told {
        private long items;
        private long bytes;
        private boolean changed;
        private Instant last = Instant.MIN;

        private void add(long moreItems, long moreBytes) {
            items += moreItems;
            bytes += moreBytes;
            changed = true;
        }

        private boolean isDue(Instant now, boolean atOnce) {
            boolean due = changed && (atOnce || !now.isBefore(last.plus(PACE)));
            if (due) {
                changed = false;
                last = now;
            }
            return due;
        }
    }

    /** An event without what all have in common. */
    record Telling(RunEvent event, List<Object> values) {}

    /** @param worker {@link EventField#ABSENT} when there is none */
    MailboxEvents(EmailAddress address, String worker) {
        this.address = address.value();
        this.worker = worker;
    }

    void copiedBy(String another) {
        worker = another;
    }

    void found(long items, long bytes) {
        known.add(items, bytes);
    }

    void did(FolderPath where, long items, long bytes) {
        folder = where.toString();
        done.add(items, bytes);
    }

    long items() {
        return done.items;
    }

    long bytes() {
        return done.bytes;
    }

    /** @param atOnce nothing is held back, because the mailbox ends */
    List<Telling> due(Instant now, boolean atOnce) {
        List<Telling> tellings = new ArrayList<>();
        if (known.isDue(now, atOnce)) {
            tellings.add(new Telling(RunEvent.PLANNED, List.of(address, known.items, known.bytes, worker)));
        }
        if (done.isDue(now, atOnce)) {
            tellings.add(new Telling(RunEvent.COMMITTED, List.of(address, folder, done.items, done.bytes, worker)));
        }
        return tellings;
    }
}
