/** The engine that copies one mailbox into another; pure, it sees no kind and no database. */
@NullMarked
package org.stagepost.sync;

import org.jspecify.annotations.NullMarked;
