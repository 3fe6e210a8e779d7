package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.model.FolderPath;

/**
 * Waits until nothing more arrives from a client that died: servers go on storing what it had sent.
 * A heuristic: the longest silence before a late item that was ever measured is 0.28 s.
 */
final class Fence {
    static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int SLICES_OF_SILENCE = 10;

    private final CopySession session;

    Fence(CopySession session) {
        this.session = session;
    }

    /** Gives up waiting after a minute: then it is others who fill the folder. */
    FolderMark await(FolderPath folder, long sliceMillis) {
        long wanted = Math.max(SILENCE.toMillis(), SLICES_OF_SILENCE * sliceMillis);
        Duration silence = Duration.ofMillis(Math.min(wanted, LONGEST_SILENCE.toMillis()));
        Instant end = now().plus(LONGEST);
        FolderMark mark = session.target().mark(folder).await();
        Instant quietSince = now();
        while (now().isBefore(quietSince.plus(silence)) && now().isBefore(end)) {
            session.context().sleeper().sleep(POLL);
            FolderMark next = session.target().mark(folder).await();
            if (!next.equals(mark)) {
                mark = next;
                quietSince = now();
            }
        }
        return mark;
    }

    private Instant now() {
        return session.context().clock().instant();
    }
}
