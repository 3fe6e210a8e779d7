package org.stagepost.imap.wire;

/**
 * A login that was let in.
 *
 * @param way mechanism or command, for a person
 * @param words the server's
 */
public record LoggedIn(String way, String words) {}
