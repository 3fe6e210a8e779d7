/** Proofs of mailboxes in memory. */
@NullMarked
package org.stagepost.proof;

import org.jspecify.annotations.NullMarked;
