package org.stagepost.migration;

/**
 * What became of a directory change that was to be taken back.
 *
 * @param back the LDIF record that takes it back; empty where nothing is to be done
 * @param remark why it stands, or what of it stays; empty when there is nothing to say
 */
public record ChangeUndone(ChangeView made, Result result, String back, String remark) {
    /** How it ended. */
    public enum Result {
        TAKEN_BACK("taken back"),
        /** It was refused or interrupted before it happened, or somebody took it back by hand. */
        NOT_THERE("not there"),
        /** Somebody changed the same since, or the directory refuses. */
        STANDS("stands"),
        /** A later change of the same user stands, and this one belongs below it. */
        LEFT("left");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Nothing is left to do about it. */
    public boolean isGone() {
        return result == Result.TAKEN_BACK || result == Result.NOT_THERE;
    }
}
