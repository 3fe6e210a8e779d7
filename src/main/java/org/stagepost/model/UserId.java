package org.stagepost.model;

/** The row id of a migration user in the user ledger; stable over passes and restarts, 0 is a valid one. */
public record UserId(long value) {}
