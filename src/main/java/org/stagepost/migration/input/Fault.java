package org.stagepost.migration.input;

/** A broken rule and what to do about it, not yet tied to a place. */
public record Fault(String message, String remedy) {}
