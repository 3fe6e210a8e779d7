package org.stagepost.mailbox;

/**
 * An answer that is on its way. A mailbox may be asked several things before the first answer is taken, so that a long
 * line is kept busy; it answers in the order in which it was asked, and taking one answer takes in all before it.
 * Belongs to the mailbox that gave it; not thread-safe.
 */
@FunctionalInterface
public interface Pending<T> {
    /**
     * Waits for the answer; the same again when it is asked again.
     *
     * @throws org.stagepost.model.MigrationException as the method says that gave it; of reach FOLDER or ITEM it is
     *     this answer's alone, after any other the mailbox is closed and all that was under way is unknown
     */
    T await();

    /** An answer that is known already. */
    static <T> Pending<T> of(T answer) {
        return () -> answer;
    }
}
