package org.stagepost.directory;

import org.stagepost.credential.Secret;

/**
 * How one user's Sieve scripts are reached: SASL PLAIN (RFC 4616), everything resolved.
 *
 * @param mailbox whose scripts they are, as the server calls it
 * @param authorizationId the same where the server wants it said, else empty
 * @param user who logs in, as the server wants it written
 */
public record SieveLogin(String mailbox, String authorizationId, String user, Secret password) {}
