package org.stagepost.cli.progress;

/**
 * Users of a run by where they stand.
 *
 * @param total users that this run works on
 * @param planned users whose mailbox was looked at, so that its items are known
 * @param unseen users whose mailbox nobody has looked at yet
 */
record Users(int total, int synced, int failed, int stopped, int planned, int unseen) {
    Users(int total, int synced, int failed, int stopped, int planned) {
        this(total, synced, failed, stopped, planned, Math.max(0, total - planned));
    }

    int done() {
        return synced + failed + stopped;
    }
}
