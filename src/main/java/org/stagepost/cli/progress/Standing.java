package org.stagepost.cli.progress;

/**
 * How the users of a batch stand, as its ledger has it.
 *
 * @param step what is being done, in a word
 * @param pending users whose turn has not come yet
 */
public record Standing(String step, int total, int synced, int failed, int stopped, int pending) {
    /** @param planned users of which somebody knows how much they have */
    Users users(int planned) {
        return new Users(total, synced, failed, stopped, planned, pending);
    }
}
