package org.stagepost.job.remote;

/**
 * A message that no version of Stagepost has sent.
 *
 * @param why behind "because"; nothing of the message itself
 */
record Unreadable(String why) implements Reading {}
