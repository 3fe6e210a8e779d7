package org.stagepost.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedList;

/** What one client has sent to a {@link MemoryMailbox}: done in this order, by and by, even if the client is dead. */
final class MemoryCommands {
    private final LinkedList<Due> waiting = new LinkedList<>();
    private Instant last = Instant.EPOCH;

    private record Due(Instant moment, Runnable effect) {}

    void add(Instant earliest, Runnable effect) {
        last = earliest.isAfter(last) ? earliest : last;
        waiting.add(new Due(last, effect));
    }

    /** The moment in which the last one is done if nobody waits for it. */
    Instant last(Instant now) {
        return now.isAfter(last) ? now : last;
    }

    void runUntil(Instant now) {
        while (!waiting.isEmpty() && !waiting.element().moment().isAfter(now)) {
            waiting.remove().effect().run();
        }
    }

    /** The client waits: what it has sent behind that is done so much earlier, too. */
    void runThrough(Instant now, Runnable wanted) {
        boolean there = waiting.stream().anyMatch(due -> due.effect().equals(wanted));
        Instant reached = now;
        while (there) {
            Due next = waiting.remove();
            next.effect().run();
            reached = next.moment();
            there = !next.effect().equals(wanted);
        }
        Duration earlier = Duration.between(now, reached);
        if (!earlier.isNegative()) {
            last = last.minus(earlier);
            waiting.replaceAll(due -> new Due(due.moment().minus(earlier), due.effect()));
        }
    }
}
