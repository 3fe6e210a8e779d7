package org.stagepost.job.remote;

/** A message for workers of a later version. */
record Newer(long version) implements Reading {}
