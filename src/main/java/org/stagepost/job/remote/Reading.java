package org.stagepost.job.remote;

/** What a message turns out to be. */
sealed interface Reading permits PartitionMessage, Newer, Unreadable {}
