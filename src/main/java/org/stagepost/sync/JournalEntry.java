package org.stagepost.sync;

import java.util.Arrays;
import org.stagepost.model.FolderPath;

/**
 * What is remembered of one folder pair.
 *
 * @param state opaque, versioned and checksummed by the engine; a state that does not check out is "no state"
 */
public record JournalEntry(FolderPath source, FolderPath target, byte[] state, FolderTally tally) {
    public JournalEntry {
        state = state.clone();
    }

    @Override
    public byte[] state() {
        return state.clone();
    }

    /** The same target folder and what is known of it, for a source folder that bears another name now. */
    public JournalEntry renamed(FolderPath now) {
        return new JournalEntry(now, target, state, tally);
    }

    /** Equal in content; the generated comparison tells arrays apart. */
    boolean sameAs(JournalEntry other) {
        return source.equals(other.source)
                && target.equals(other.target)
                && tally.equals(other.tally)
                && Arrays.equals(state, other.state);
    }
}
