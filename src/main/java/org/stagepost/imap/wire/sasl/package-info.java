/**
 * The client's side of SASL mechanisms (RFC 4422) as they are used inside AUTHENTICATE: what is said to which challenge,
 * without any connection.
 */
@NullMarked
package org.stagepost.imap.wire.sasl;

import org.jspecify.annotations.NullMarked;
