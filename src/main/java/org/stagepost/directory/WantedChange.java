package org.stagepost.directory;

/** What is wanted of an entry. Each is one Modify, and none where the entry already is as wanted. */
public sealed interface WantedChange permits NewMailbox, Redirection, Completion {}
