/**
 * A small, hard IMAP client: what a server sends is bounded in length, nesting, number and time, message bodies are
 * streamed, and what is sent comes from a closed grammar, so that message text can never become a command.
 */
@NullMarked
package org.stagepost.imap.wire;

import org.jspecify.annotations.NullMarked;
