package org.stagepost.migration;

/**
 * What is to be done after a batch, or is done.
 *
 * @param task one sentence
 * @param detail what was seen, and why nothing could be
 */
public record ChecklistTask(State state, String task, String detail) {
    /** Whether it is done. */
    public enum State {
        DONE("done"),
        TO_DO("to do"),
        UNKNOWN("unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static ChecklistTask done(String task, String detail) {
        return new ChecklistTask(State.DONE, task, detail);
    }

    static ChecklistTask toDo(String task, String detail) {
        return new ChecklistTask(State.TO_DO, task, detail);
    }

    static ChecklistTask unknown(String task, String detail) {
        return new ChecklistTask(State.UNKNOWN, task, detail);
    }

    boolean isDone() {
        return state == State.DONE;
    }
}
