/** Forwarding by Sieve scripts (RFC 5228), put by ManageSieve (RFC 5804). */
@NullMarked
package org.stagepost.directory.sieve;

import org.jspecify.annotations.NullMarked;
