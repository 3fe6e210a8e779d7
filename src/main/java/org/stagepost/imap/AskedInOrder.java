package org.stagepost.imap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** All that a mailbox was asked and has not answered yet. */
final class AskedInOrder {
    private final Deque<Asked<?>> waiting = new ArrayDeque<>();
    private @Nullable Asked<?> sending;

    <T> Asked<T> ask(Asked<T> asked) {
        sending = asked;
        try {
            asked.send();
        } catch (MigrationException e) {
            if (e.code().reach().compareTo(Reach.FOLDER) > 0) {
                throw e;
            }
            asked.failed(e);
        } finally {
            sending = null;
        }
        waiting.add(asked);
        return asked;
    }

    /** Every command that is submitted is told here: it belongs to the question that is just being sent. */
    void submitted(Submitted command) {
        if (sending != null) {
            sending.sent(command);
        }
    }

    void settleThrough(Asked<?> wanted) {
        while (waiting.contains(wanted)) {
            Asked<?> next = waiting.element();
            sending = next;
            try {
                next.settle();
            } finally {
                sending = null;
                waiting.remove(next);
            }
        }
    }

    /** Before something else is asked and waited for: nobody is there to take what was asked ahead. */
    void recall() {
        waiting.stream().filter(asked -> asked != sending).forEach(Asked::recall);
    }
}
