package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.Release;

/**
 * A worker that was heard of within the last day.
 *
 * @param last what it said then
 * @param silent since then
 * @param active mailboxes that it holds
 * @param readsThis it has a version that reads what this process writes, and this one reads what it writes
 */
public record KnownWorker(
        SignOfLife last, Release release, Instant started, Duration silent, int active, boolean readsThis) {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** How it stands; a word for people and programs. */
    public enum Standing {
        THERE("there"),
        DRAINING("draining"),
        OTHER_VERSION("other version"),
        SILENT("silent");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What keeps it from taking anything, the gravest first; THERE when nothing does. */
    public Standing standing() {
        if (silent.compareTo(LONGEST_SILENCE) > 0) {
            return Standing.SILENT;
        }
        if (!readsThis) {
            return Standing.OTHER_VERSION;
        }
        return last.draining() ? Standing.DRAINING : Standing.THERE;
    }

    /** It would begin with another mailbox at once. */
    public boolean hasRoom() {
        return standing() == Standing.THERE && active < last.capacity();
    }
}
