package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.TargetMailbox;
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

    /**
     * Until all of the target folders have been silent for a while; gives up after a minute: then it is others who fill
     * them.
     *
     * @param sliceMillis how long the server takes for a slice
     * @return the positions at the end
     */
    Map<FolderPath, FolderMark> await(Collection<FolderPath> folders, long sliceMillis) {
        long wanted = Math.max(SILENCE.toMillis(), SLICES_OF_SILENCE * sliceMillis);
        Duration silence = Duration.ofMillis(Math.min(wanted, LONGEST_SILENCE.toMillis()));
        Instant end = now().plus(LONGEST);
        Map<FolderPath, FolderMark> marks = marks(folders);
        Instant quietSince = now();
        while (now().isBefore(quietSince.plus(silence)) && now().isBefore(end)) {
            session.context().sleeper().sleep(POLL);
            Map<FolderPath, FolderMark> next = marks(folders);
            if (!next.equals(marks)) {
                marks = next;
                quietSince = now();
            }
        }
        return marks;
    }

    /** In one round trip. */
    private Map<FolderPath, FolderMark> marks(Collection<FolderPath> folders) {
        TargetMailbox target = session.target();
        Map<FolderPath, Pending<FolderMark>> asked = new LinkedHashMap<>();
        folders.forEach(folder -> asked.put(folder, target.mark(folder)));
        Map<FolderPath, FolderMark> marks = new LinkedHashMap<>();
        asked.forEach((folder, mark) -> marks.put(folder, mark.await()));
        return marks;
    }

    private Instant now() {
        return session.context().clock().instant();
    }
}
