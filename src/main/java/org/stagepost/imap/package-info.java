/** Mailboxes behind IMAP servers; the protocol itself is in org.stagepost.imap.wire. */
@NullMarked
package org.stagepost.imap;

import org.jspecify.annotations.NullMarked;
