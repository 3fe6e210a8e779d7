package org.stagepost.cli.progress;

/**
 * Users of a run by where they stand.
 *
 * @param total users that this run works on
 * @param planned users whose mailbox was looked at, so that its items are known
 */
record Users(int total, int synced, int failed, int stopped, int planned) {
    int done() {
        return synced + failed + stopped;
    }
}
